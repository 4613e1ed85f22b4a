"""Converting texts: the facade `normalizer`, and what it decides and returns.

Import from the modules: a program that formats records must not load the network.
"""
