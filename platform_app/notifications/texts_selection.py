"""What mail says on the way to a typical case, to reviewers, to the people of a case and to the chair."""

Wordings = dict[str, tuple[str, str]]
LINK = "\n\n{link}"


def letter(zh: str, zh_body: str, en: str, en_body: str) -> Wordings:
    """Both wordings of a letter: subject and body, with the link at the end."""
    return {"zh": (zh, zh_body + LINK), "en": (en, en_body + LINK)}


SELECTION: dict[str, Wordings] = {
    "appointed": letter(
        "请您担任评审：{batch}",
        "您已被聘为“{batch}”的评审员，评审意见请在{due}（含当天）之前提交。规则和评分标准见：",
        "You are on the panel: {batch}",
        "you have been appointed to the panel of {batch}. Your reviews are due on {due}, that day included.\n"
        "Its rules are here:",
    ),
    "reviews_waiting": letter(
        "待您评审的案例：{batch}",
        "“{batch}”已进入评审，有{count}个案例待您评审，请在{due}（含当天）之前完成。\n"
        "与您有利益关系的案例，请在评审页面声明回避。您的工作台：",
        "Cases to review: {batch}",
        "the review of {batch} has begun: {count} to review, due on {due}, that day included.\n"
        "If you have a conflict of interest, declare it on the page of the review. Your desk:",
    ),
    "review_reminder": letter(
        "提醒：{due}前完成评审",
        "您在“{batch}”还有{count}个案例未评审，截止日期是{due}（含当天），剩余天数：{days}。您的工作台：",
        "Reviews are due on {due}",
        "in {batch} you still owe reviews: {count}. They are due on {due}, that day included; days left: {days}.\n"
        "Your desk:",
    ),
    "drafted_for": letter(
        "为贵单位起草了案例：{title}",
        "{name}为贵单位起草了案例“{title}”。您可以修改、接手或删除；只有贵单位可以提交和签发。草稿见：",
        "A case was drafted for you: {title}",
        "{name} has begun the case “{title}” for your organisation. You can edit it, take it over or delete it;\n"
        "only your organisation hands it in and signs it off. The draft:",
    ),
    "invited": letter(
        "邀请您提名案例：{title}",
        "省级部门邀请您提名案例“{title}”：\n\n{reason}",
        "You are invited to nominate: {title}",
        "you are invited to nominate the case “{title}”:\n\n{reason}",
    ),
    "entered": letter(
        "案例进入评审批次：{title}",
        "案例“{title}”已被推入“{batch}”。评审的是现在公开的版本。进展见：",
        "Your case is in a batch: {title}",
        "the case “{title}” has been entered into {batch}. What is public now is what will be reviewed.\n"
        "Where it stands:",
    ),
    "scores_opened": letter(
        "评审意见已开放：{title}",
        "案例“{title}”在“{batch}”的评分和理由已对您开放。作出决定之前，您可以答复一次：",
        "The reviews are open: {title}",
        "you can read the scores and reasons that “{title}” was given in {batch}.\n"
        "You may answer once, before the decision:",
    ),
    "declined": letter(
        "案例未入选：{title}",
        "案例“{title}”未入选“{batch}”，理由是：\n\n{reason}\n\n在本批次公布之前，您可以向评审组组长申诉一次：",
        "Your case was declined: {title}",
        "the case “{title}” was declined in {batch}. The reason given:\n\n{reason}\n\n"
        "You may appeal once to the chair, until the batch is announced:",
    ),
    "left_batch": letter(
        "案例退出评审批次：{title}",
        "案例“{title}”已退出“{batch}”，理由是：\n\n{reason}",
        "Your case has left its batch: {title}",
        "the case “{title}” was taken out of {batch}. The reason given:\n\n{reason}",
    ),
    "appeal_made": letter(
        "收到申诉：{title}",
        "案例“{title}”的单位就“{batch}”的决定提出申诉，请您裁定：",
        "An appeal to decide: {title}",
        "the people of “{title}” appeal to you against the decision in {batch}. Please decide it:",
    ),
    "appeal_upheld": letter(
        "申诉成立：{title}",
        "组长认定您就案例“{title}”提出的申诉成立，案例重新进入“{batch}”的评审，理由是：\n\n{reason}",
        "Your appeal was upheld: {title}",
        "the chair has upheld your appeal. “{title}” is under review again in {batch}. The reason given:\n\n{reason}",
    ),
    "appeal_dismissed": letter(
        "申诉未成立：{title}",
        "组长认定您就案例“{title}”在“{batch}”提出的申诉不成立，理由是：\n\n{reason}",
        "Your appeal was dismissed: {title}",
        "the chair has dismissed your appeal for “{title}” in {batch}. The reason given:\n\n{reason}",
    ),
    "announced": letter(
        "入选典型案例：{title}",
        "案例“{title}”在“{batch}”中被公布为典型案例，编号{number}。评审意见和理由即日起公开：",
        "Announced as a typical case: {title}",
        "the case “{title}” was announced as a typical case in {batch}, number {number}.\n"
        "Its reviews with their reasons are public from now on:",
    ),
    "announcement_withdrawn": letter(
        "典型案例称号被撤回：{title}",
        "案例“{title}”的典型案例称号已被撤回，记录和理由保留公开：\n\n{reason}",
        "No longer a typical case: {title}",
        "the announcement of “{title}” was withdrawn; the record stays in sight with its reason:\n\n{reason}",
    ),
    "confirm_due": letter(
        "请确认案例现状：{title}",
        "案例“{title}”获得称号或上次确认至今已满两年。它仍在实施、有所变化，还是已经结束？请在这里答复：",
        "Still running? {title}",
        "two years have passed since “{title}” was distinguished or last confirmed.\n"
        "Is it still running, has it changed, or has it ended? Please answer here:",
    ),
    "confirm_again": letter(
        "再次请您确认案例现状：{title}",
        "三十天前我们请您确认案例“{title}”的现状，至今未收到答复，读者会看到这一提示。请在这里答复：",
        "Once more: still running? {title}",
        "thirty days ago we asked how “{title}” stands and have had no answer; readers see that on its page.\n"
        "Please answer here:",
    ),
}
