import { gemoji } from "gemoji";

/** Those that people say most, as far as anybody knows: all would weigh as much as the page. What is first is offered first. */
const chosen = `
👍 👎 ❤️ 😂 🤣 😀 😄 😁 😆 😅 🙂 🙃 😉 😊 😇 🥰 😍 🤩 😘 😋 😛 😜 🤪 🤗 🤭 🤫 🤔 🫡 🤐 🤨 😐 😑 😏 😒 🙄 😬 🤥 😌 😔 😴
😷 🤒 🤕 🤢 🤮 🤧 🥵 🥶 😵 🤯 🤠 🥳 😎 🤓 🧐 😕 😟 🙁 😮 😲 😳 🥺 😨 😰 😢 😭 😱 😞 😓 😩 😫 🥱 😤 😡 😠 🤬 😈 💀 💩 🤡
👻 👽 🤖 🙈 🙉 🙊 👋 ✋ 👌 ✌️ 🤞 🤘 👈 👉 👆 👇 ✊ 👊 👏 🙌 🤝 🙏 💪 🧠 👀 👶 🤦 🤷 🙋 🙅 🙇 🏃 💃 🧡 💛 💚 💙
💜 🖤 🤍 💔 💋 💯 💥 💦 💬 💭 💤 🐶 🐱 🐭 🐰 🦊 🐻 🐼 🦁 🐮 🐷 🐸 🐵 🐔 🐧 🐦 🦄 🐴 🐝 🦋 🐍 🐙 🐟 🐳 🌸
🌹 🌻 🌱 🌲 🍀 🍎 🍌 🍉 🍋 🍓 🥑 🍞 🧀 🍔 🍟 🍕 🍣 🍿 🍩 🍪 🎂 🍰 🍫 ☕ 🍵 🍺 🍻 🍷 🌍 🏠 🏫
🚗 🚲 🚨 ✈️ 🚀 ⌛ ⏰ ☀️ 🌙 ⭐ ☁️ ⚡ ❄️ ⛄ 🔥 🌊 🌈 🎃 🎄 ✨ 🎈 🎉 🎁 🏆 🥇 ⚽ 🏀 🎯 🎮 🎲 🧩
🎨 🎵 🎶 🎤 🎧 🎸 📱 🔋 💻 💾 📷 🔍 💡 📚 💰 ✉️ 📦 ✏️ 📝 📁 📅 📈 📉 📊 📌 📎 ✂️ 🔒 🔓 🔑 🔨 🔧 ⚙️ 🔗
👑 🎓 💎 🔔 🔇 📢 ⚠️ 🚫 ✅ ❌ ❓ ❗ ➕ ➡️ ⬅️ ⬆️ ⬇️ 🔁 🆘 🔴 🟡 🟢 🔵`;

/** The page's emoji for `readEmoji()`: a line for each, with its names behind blanks. */
export function emojiTable(): string {
  const names = new Map(gemoji.map((each) => [each.emoji, each.names]));
  return chosen.trim().split(/\s+/).map((emoji) => {
    const its = names.get(emoji);
    if (its === undefined) throw new Error(`There is no emoji ${emoji}`);
    return [emoji, ...its].join(" ");
  }).join("\n");
}
