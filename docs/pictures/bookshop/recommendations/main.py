import os

reviews_url = os.environ["REVIEWS_URL"]
kafka_url = os.environ["KAFKA_URL"]
