import os

books_url = os.environ["BOOKS_URL"]
search_url = os.environ["SEARCH_URL"]
basket_url = os.environ["BASKET_URL"]
orders_url = os.environ["ORDERS_URL"]
accounts_url = os.environ["ACCOUNTS_URL"]
