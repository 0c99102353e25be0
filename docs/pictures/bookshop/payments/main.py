import os

orders_url = os.environ["ORDERS_URL"]
database_url = os.environ["DATABASE_URL"]
