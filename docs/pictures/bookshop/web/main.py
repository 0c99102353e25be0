import os

gateway_url = os.environ["GATEWAY_URL"]
