import os

basket_url = os.environ["BASKET_URL"]
payments_url = os.environ["PAYMENTS_URL"]
accounts_url = os.environ["ACCOUNTS_URL"]
database_url = os.environ["DATABASE_URL"]
kafka_url = os.environ["KAFKA_URL"]
