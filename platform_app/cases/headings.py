"""Which part of a case a heading of somebody's write-up means, in Chinese and English; a pure table.

The headings of our own pages and forms are among the words, in both languages; a test holds the two together.
"""

import re
import unicodedata

# What people call the parts, as `plain` leaves it: no numbering, no punctuation, no spaces in Chinese, small letters.
_WORDS = """
title                  | 标题 题目 案例名称 案例标题 名称 项目名称 | title, name of the case, case title, project title
result                 | 一句话成果 成果 成效 工作成效 实施成效 主要成效 取得成效 取得的成效 成效与影响 成果成效 应用成效 实施效果 效果 效果评价 效益 社会效益 经济效益 成果简介 成果摘要 摘要 | result in one sentence, result, results, outcome, outcomes, impact, what came of it, effects, benefits, achievements, summary, abstract
place                  | 地点 地名 地点名称 实施地点 发生地点 所在地 | place, where it happened, name of the place, location, where
field                  | 领域 所属领域 | field
lead_body              | 牵头单位 主办单位 实施单位 申报单位 责任单位 牵头部门 主管部门 | lead body, lead organisation, lead organization, lead agency, implementing body, responsible body
department             | 责任部门 部门 承办部门 承办单位 | department
mandate                | 任务来源 依据 授权 授权依据 政策依据 立项依据 | mandate, policy basis
level                  | 层级 | level
stage                  | 阶段 所处阶段 实施阶段 | stage
started_on             | 开始时间 启动时间 起始时间 | start, started on, start date
ended_on               | 结束时间 完成时间 | end, ended on, end date
tags                   | 关键词 标签 | tags, keywords, key words
problem                | 情况与问题 背景 工作背景 实施背景 现状 现状与问题 背景与问题 背景和问题 问题 存在问题 存在的问题 主要问题 问题与挑战 挑战 痛点 背景情况 案例背景 项目背景 基本情况 现状分析 需求 | the situation and the problem, situation and problem, background, challenge, challenges, problem, problems, context, situation, the issue, starting point, background and problem, needs
objectives             | 目标 目标与基线 工作目标 主要目标 总体目标 预期目标 建设目标 目的 | what it set out to do, objectives, objective, objectives and baseline, goals, goal, aims, aim, targets, purpose
actions                | 做法 主要做法 具体做法 工作做法 经验做法 做法与措施 措施 主要措施 具体措施 工作措施 工作举措 举措 主要举措 实施过程 工作内容 主要内容 实施内容 实施步骤 主要工作 创新做法 典型做法 解决方案 方案 | what was done, what we did, approach, actions, action, activities, implementation, measures, methods, method, solution, the solution, steps taken, process
standards              | 标准 采用标准 采用的标准 使用的标准 相关标准 标准应用 | standards, standards used, standards used made or adapted
standards_none_because | 未用标准的原因 没有的请说明原因 没有采用标准的原因 未采用标准的原因 如未采用标准原因 | no standards because, if there are none why
money                  | 资金 经费 资金投入 | money, funding, budget, costs
staff                  | 人员 人力 人员投入 人员配备 | staff, staffing, people
time_needed            | 时间 用时 所需时间 | time, time needed, duration
legal_basis            | 法律依据 法规依据 | legal basis
participants           | 合作方 参与方 参与者 参与单位 参与主体 参与各方 各方参与 利益相关方 相关方 合作单位 | who took part, participants, stakeholders, stakeholder, partners, parties involved, actors
indicators             | 用数字看成果 指标 指标与成果 成果指标 量化成果 用数字说明的成果 数据成效 主要指标 | results in figures, indicators, indicator, figures, key figures, metrics
difficulties           | 困难与没做成的事 困难 困难与不足 困难与问题 遇到的困难 主要困难 不足 存在不足 问题与不足 困难没做成的 困难和没做成的 困难与教训 教训 难点 | what was difficult what did not work, what was difficult, what was hard, difficulties, difficulty, what did not work, obstacles, barriers, failures, what went wrong, problems met, limitations
conditions             | 成功的条件 成功条件 条件 保障措施 保障 组织保障 保障机制 支撑条件 成功因素 推广条件 关键因素 | what made it possible, conditions, conditions for success, success factors, enablers, enabling factors, supporting measures
transfer               | 如果您的城市也想这样做 推广应用 可复制推广 推广价值 复制推广 给其他城市的建议 | if your city wants to do the same, transfer, transferability, replication, advice for others, how to do the same elsewhere
keep                   | 可以照搬 别处可以照搬的 应当保留 保留 可复制的做法 可直接照搬 | keep, what others should keep, what to keep
adapt                  | 别处需要调整的 需要调整 调整 因地制宜 需因地制宜调整 | adapt, what others must adapt, what to adapt
not_needed             | 别处可以不做的 不必照搬 不需要 可以不做 | not needed, what others do not need, what to leave out
minimum_cost           | 最低成本 最低投入 | minimum cost
first_90_days          | 头90天 前90天 最初90天 九十天计划 | the first 90 days, first 90 days, first steps
sustaining             | 怎样长期坚持 长效机制 持续运行 可持续 可持续性 持续机制 下一步 下一步工作 下一步计划 下一步打算 下步打算 后续计划 | what keeps it going, sustainability, sustaining, next steps, next step, outlook, what next
lessons                | 经验 经验教训 经验启示 启示 经验与启示 经验总结 主要经验 工作启示 工作经验 体会 几点启示 | lessons, lessons learned, lessons learnt, lesson, what we learned, what we learnt, insights, takeaways, key takeaways
licence                | 许可 许可协议 权利声明 | licence, license
signed_off_by          | 签发人 | signed off by
signed_off_on          | 签发日期 | signed off on
contact                | 联系人 联系方式 | contact
references             | 链接与资料 链接与文件 参考资料 参考文献 延伸阅读 | links and documents, references, further reading
resources              | 资金人员时间法律依据 资源 资源投入 | money staff time legal basis, resources
"""  # noqa: E501
GROUPS = ("transfer", "resources")  # headings that only hold others together
_NUMBER = re.compile(
    r"^\s*(?:第[一二三四五六七八九十百\d]{1,4}[章节部分条]+|[（(][一二三四五六七八九十百\d]{1,4}[)）]"
    r"|[一二三四五六七八九十百]{1,4}\s*[、.．,，:：)）]|\d{1,2}(?:[.．]\d{1,2}){0,4}\s*[、.．,，:：)）]?"
    r"|[ivxIVX]{1,5}[.)]|[a-zA-Z][.)]|part\s+\d+|section\s+\d+|[①-⑳])\s*",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[（(【\[][^（()）【】\[\]]{0,60}[)）】\]]\s*[:：]?\s*$")
_SIGNS = re.compile(r"[^\w]+|_+")
_BEFORE = (
    "工作",
    "项目",
    "改革",
    "实施",
    "案例",
    "试点",
    "基本",
    "总体",
    "具体",
    "主要",
    "相关",
    "本",
    "我市",
    "我县",
    "我区",
    "我们的",
)
_AFTER = ("情况", "方面", "部分", "介绍", "概述", "说明", "简介", "分析", "如下", "描述")
_LEADING = ("the", "our", "key", "main", "project", "brief", "overall", "major")
_CJK = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[a-z]+")


def plain(heading: str) -> str:
    """A heading without numbering, what stands in brackets at its end, punctuation and case."""
    folded = unicodedata.normalize("NFKC", heading).strip().strip("*#_ ")
    folded = _NUMBER.sub("", _BRACKETS.sub("", folded), count=1)
    words = " ".join(_SIGNS.sub(" ", folded.casefold()).split())
    return words.replace(" ", "") if _CJK.search(words) else words


def part_of(heading: str) -> str | None:
    """The part of a case that a heading means; None if it means none that we know."""
    words = plain(heading)
    found = _found(words)
    if found is None and _CJK.search(words) and _LATIN.search(words):  # in both languages at once
        found = _found(_LATIN.sub("", words)) or _found(plain(_CJK.sub(" ", heading)))
    return found


def is_numbered(words: str) -> bool:
    """Whether a line starts as headings of Chinese documents do: 一、"""
    return re.match(r"\s*[一二三四五六七八九十]{1,3}\s*[、.．]\s*\S", words) is not None


def _found(words: str) -> str | None:
    found = _KNOWN.get(words)
    while found is None and (shorter := _shorter(words)) != words:
        words = shorter
        found = _KNOWN.get(words)
    return found


def _shorter(words: str) -> str:
    """Less one of the words that say little: 工作背景 is 背景, the main results are results."""
    for start in _BEFORE:
        if words.startswith(start) and len(words) > len(start) + 1:
            return words.removeprefix(start)
    for end in _AFTER:
        if words.endswith(end) and len(words) > len(end) + 1:
            return words.removesuffix(end)
    first, _, rest = words.partition(" ")
    return rest if first in _LEADING and rest else words


def _known() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _WORDS.strip().splitlines():
        part, chinese, english = (cell.strip() for cell in line.split("|"))
        for name in [*chinese.split(), *english.split(",")]:
            key = plain(name)
            assert found.setdefault(key, part) == part, f"{name} means two parts"
    return found


_KNOWN = _known()
