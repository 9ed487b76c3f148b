// The few words scripts need, in the page's language.
const WORDS = {
  zh: {
    write: "编写", preview: "预览", loading: "正在生成预览……", nothing: "还没有内容。",
    offline: "暂时无法生成预览：连接已中断。您输入的内容仍在“编写”里。",
    saving: "正在保存……", saved: "已保存 {time}", unsaved: "连接已中断：内容保留在此浏览器中，恢复后自动保存。",
    signedOut: "您已退出登录。内容保留在此浏览器中：请在另一个标签页登录，然后刷新本页。", copied: "已复制", selected: "已选中，请复制", byHand: "请从地址栏复制", notNow: "暂不",
    tooMuch: "内容过长，服务器无法保存；已保留在此浏览器中，请删减。",
    missing: "共{total}项，还差{n}项", complete: "必填内容已齐全", stepMissing: "还差{n}项", stepComplete: "已填好",
    picture: "图片显示了什么？供看不到图片的人阅读", pictureNeeded: "请先说明图片显示了什么。", title: "标题（可不填）",
    send: "上传", cancel: "取消", cancelled: "已取消上传，未保存任何内容。", tooLarge: "文件超过20 MB，无法上传。",
    sendFailed: "上传未完成：连接已中断。请重试。",
    quote: "引用所选文字", answers: "回复{name}",
  },
  en: {
    write: "Write", preview: "Preview", loading: "Making the preview …", nothing: "Nothing here yet.",
    offline: "No preview: the connection is down. What you typed is still under “Write”.",
    saving: "Saving …", saved: "Saved {time}", unsaved: "The connection is down: your text is kept in this browser and saved when it is back.",
    signedOut: "You are signed out. Your text is kept in this browser: sign in in another tab, then reload this page.", copied: "Copied", selected: "Selected: now copy it", byHand: "Copy it from the address bar", notNow: "Not now",
    tooMuch: "This is too long for the server to keep; it stays in this browser. Please shorten it.",
    missing: "{n} of {total} still missing", complete: "Everything needed is there", stepMissing: "{n} missing", stepComplete: "complete",
    picture: "What does the picture show? For those who cannot see it", pictureNeeded: "First say what the picture shows.", title: "Title (optional)",
    send: "Upload", cancel: "Cancel", cancelled: "The upload was cancelled; nothing was kept.", tooLarge: "The file is larger than 20 MB and cannot be sent.",
    sendFailed: "The upload did not arrive: the connection is down. Try again.",
    quote: "Quote the selection", answers: "In reply to {name}",
  },
};

export const words = WORDS[document.documentElement.lang.startsWith("zh") ? "zh" : "en"];
