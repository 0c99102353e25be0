from fastapi import FastAPI

app = FastAPI()


@app.get("/v1/items")
async def hello() -> dict[str, str]:
    return {"hello": "world"}
