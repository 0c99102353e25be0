import os

kafka_url = os.environ["KAFKA_URL"]
database_url = os.environ["DATABASE_URL"]
