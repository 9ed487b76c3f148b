"""What mail says about proposals for an agenda."""

from platform_app.notifications.texts_selection import Wordings, letter

PROPOSALS: dict[str, Wordings] = {
    "proposal_made": letter(
        "{asking}提出议题：{title}",
        "“{asking}”为会议“{meeting}”提出议题“{title}”。请决定列入议程、并入其他议题，或者说明理由不予列入：",
        "{asking} proposes an item: {title}",
        "{asking} proposes an item for the agenda of “{meeting}”: {title}\n\nPlease accept it, merge it into another\n"
        "item, or decline it with a reason:",
    ),
    "proposal_accepted": letter(
        "议题已列入议程：{title}",
        "“{asking}”为会议“{meeting}”提出的议题“{title}”已列入议程，序号和名称为：{item}\n\n详情见：",
        "On the agenda: {title}",
        "the item “{title}” that {asking} has proposed for “{meeting}” was put on its agenda as: {item}\n\n"
        "The proposals:",
    ),
    "proposal_merged": letter(
        "议题已并入其他议题：{title}",
        "“{asking}”为会议“{meeting}”提出的议题“{title}”已并入议程中的：{item}\n\n秘书处的说明：\n\n{reason}\n\n详情见：",
        "Merged into another item: {title}",
        "the item “{title}” that {asking} has proposed for “{meeting}” went into another on its agenda: {item}\n\n"
        "What the secretariat says:\n\n{reason}\n\nThe proposals:",
    ),
    "proposal_declined": letter(
        "议题未列入议程：{title}",
        "“{asking}”为会议“{meeting}”提出的议题“{title}”未列入议程。理由如下：\n\n{reason}\n\n详情见：",
        "Not on the agenda: {title}",
        "the item “{title}” that {asking} has proposed for “{meeting}” was not put on its agenda. The reason:\n\n"
        "{reason}\n\nThe proposals:",
    ),
}
