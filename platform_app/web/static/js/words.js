// The few words scripts need, in the page's language.
const WORDS = {
  zh: {
    write: "编写", preview: "预览", loading: "正在生成预览……", nothing: "还没有内容。",
    offline: "暂时无法生成预览：连接已中断。您输入的内容仍在“编写”里。",
    saving: "正在保存……", saved: "已保存 {time}", unsaved: "连接已中断：内容保留在此浏览器中，恢复后自动保存。",
    stale: "有人在此期间保存了新版本。请提交以对照两份文本，您的内容不会丢失。", signedOut: "您已退出登录。请在另一个标签页登录，然后继续。",
    restored: "已恢复您在此浏览器中尚未保存的内容。", refused: "暂未保存：有内容需要修改。", copied: "已复制",
    missing: "共 {total} 项必填，还缺 {n} 项", complete: "必填内容已齐", stepMissing: "还缺 {n} 项", stepComplete: "已完成",
  },
  en: {
    write: "Write", preview: "Preview", loading: "Making the preview …", nothing: "Nothing here yet.",
    offline: "No preview: the connection is down. What you typed is still under “Write”.",
    saving: "Saving …", saved: "Saved {time}", unsaved: "The connection is down: your text is kept in this browser and saved when it is back.",
    stale: "Somebody has saved a newer version. Submit to see both texts; nothing of yours is lost.", signedOut: "You are signed out. Sign in in another tab, then go on.",
    restored: "What you had typed in this browser and not yet saved is back.", refused: "Not saved yet: an entry needs your attention.", copied: "Copied",
    missing: "{n} of {total} still missing", complete: "Everything needed is there", stepMissing: "{n} missing", stepComplete: "complete",
  },
};

export const words = WORDS[document.documentElement.lang.startsWith("zh") ? "zh" : "en"];
