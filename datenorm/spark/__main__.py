"""`python -m datenorm.spark`, and what spark-submit may be given; see `datenorm.cli.spark_job`."""

from datenorm.cli.spark_job import main

if __name__ == "__main__":
    main()
