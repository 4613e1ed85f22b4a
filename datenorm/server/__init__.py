"""The HTTP service: one model, asked by many at once.

    settings      what the service may be told
    problems      the one shape of every error
    options       what a request may ask for, checked; `schema` has the shapes of answers
    batching      texts of all requests through the model, in batches, from a bounded queue
    metrics       what Prometheus may know: numbers, never a text
    front         around every request: its id, its time limit, its figures, its last resort
    bodies        reading a body that may be large, slow, broken or never end
    conversions, lines, columns, about     the endpoints
    app           all of it as an ASGI application
    connections, serving, workers          uvicorn, signals and processes around it

Needs the extra `serve`; loads no torch.
"""
