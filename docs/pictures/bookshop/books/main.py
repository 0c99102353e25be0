import os

database_url = os.environ["DATABASE_URL"]
