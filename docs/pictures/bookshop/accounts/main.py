import os

database_url = os.environ["DATABASE_URL"]
kafka_url = os.environ["KAFKA_URL"]
