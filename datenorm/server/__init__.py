"""The HTTP service: one model that many clients ask at once.

    settings      configuration and limits
    options       what a request may ask for, validated; `schema` has the shapes of answers
    problems      the one shape of every error
    batching      the bounded queue in front of the model, and batches of the texts of all requests
    middleware    around every request: id, time limit, metrics, unexpected errors
    bodies        reads request bodies, which may be large, slow, broken or endless
    endpoints, lines, page                 the endpoints
    metrics       Prometheus metrics: numbers, never a text
    app           the ASGI application
    serving, workers                       uvicorn, signals and processes

Needs the extra `serve`; does not load torch.
"""
