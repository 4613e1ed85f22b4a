"""Training, evaluation, the study of attention and the generator's pairs: where `data_gen` meets `datenorm`.

No other part imports `data_gen`. Imports of this package need the `train` extra, except where a module says
otherwise.
"""
