# 报告用语
report-title = 训练评估报告
