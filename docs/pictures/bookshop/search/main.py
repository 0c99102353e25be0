import os

books_url = os.environ["BOOKS_URL"]
redis_url = os.environ["REDIS_URL"]
