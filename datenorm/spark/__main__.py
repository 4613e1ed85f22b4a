"""`python -m datenorm.spark`, also for spark-submit; see `datenorm.cli.spark_job`."""

from datenorm.cli.spark_job import main

if __name__ == "__main__":
    main()
