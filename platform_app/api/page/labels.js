// Swagger UI speaks English only: on a Chinese page, its own words are put into Chinese as they come. Names, codes and
// types (`GET`, `If-Match`, `string`) are the same in every language.
const CHINESE = new Map(Object.entries({
  "Authorize": "授权", "Available authorizations": "可用的授权", "Authorized": "已授权", "Logout": "退出授权",
  "Close": "关闭", "Value:": "值：", "Username:": "用户名：", "Password:": "密码：",
  "authorization button locked": "授权（已锁定）", "authorization button unlocked": "授权（未锁定）",
  "Parameters": "参数", "No parameters": "无参数", "Name": "名称", "Description": "说明", "Type": "类型",
  "Default value": "默认值", "Available values": "可选值", "Example": "示例", "Examples": "示例",
  "Request body": "请求正文", "Request content type": "请求正文的类型", "Send empty value": "发送空值",
  "Responses": "响应", "Server response": "服务器响应", "Code": "状态码", "Details": "详情",
  "Media type": "媒体类型", "Media Type": "媒体类型", "Controls": "决定", "header.": "标头。",
  "Headers:": "标头：", "Example Value": "示例值", "Schema": "结构", "Response body": "响应正文",
  "Response headers": "响应标头", "Request URL": "请求地址", "Request duration": "请求用时", "Undocumented": "文档未列出",
  "Try it out": "试一试", "Cancel": "取消", "Execute": "执行", "Clear": "清除", "Reset": "重置",
  "Please correct the following validation errors and try again.": "请改正以下错误后再试。",
  "Download": "下载", "Loading": "正在加载", "Copy to clipboard": "复制到剪贴板",
  "Expand operation": "展开此操作", "Collapse operation": "收起此操作",
}));
const SPOKEN = ["aria-label", "title"];
const MISSING = /^For '(.+)': Required field is not provided\.$/;

const inChinese = (text) => {
  const said = text.trim();
  return CHINESE.get(said) ?? (MISSING.test(said) ? said.replace(MISSING, "$1：必填。") : undefined);
};

const putText = (node) => {
  const chinese = inChinese(node.data);
  // What the document itself says stands in code, in Markdown or in a field; only labels are ours to change.
  if (chinese && !node.parentElement?.closest("pre, code, textarea, option, .markdown")) {
    node.data = node.data.replace(node.data.trim(), chinese);
  }
};

const putSpoken = (element) => {
  for (const name of SPOKEN) {
    const chinese = inChinese(element.getAttribute(name) ?? "");
    if (chinese) element.setAttribute(name, chinese);
  }
};

const putAll = (node) => {
  if (node.nodeType === Node.TEXT_NODE) putText(node);
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  putSpoken(node);
  const within = document.createTreeWalker(node, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  while (within.nextNode()) (within.currentNode.nodeType === Node.TEXT_NODE ? putText : putSpoken)(within.currentNode);
};

if (document.documentElement.lang.startsWith("zh")) {
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "characterData") putText(target);
      else if (type === "attributes") putSpoken(target);
      else addedNodes.forEach(putAll);
    }
  }).observe(document.getElementById("operations"), {
    attributeFilter: SPOKEN, characterData: true, childList: true, subtree: true,
  });
}
