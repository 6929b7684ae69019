"""Reviewer of 财政项目支出绩效自评表 (performance self-evaluation forms of budget units in China)."""

__version__ = "0.1.0"
