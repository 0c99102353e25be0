import os

books_url = os.environ["BOOKS_URL"]
accounts_url = os.environ["ACCOUNTS_URL"]
database_url = os.environ["DATABASE_URL"]
