import os

accounts_url = os.environ["ACCOUNTS_URL"]
kafka_url = os.environ["KAFKA_URL"]
