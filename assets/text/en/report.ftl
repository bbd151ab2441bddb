# Words of the report
report-title = Training assessment report
