try {
  require("./nope");
} catch (error) {
  throw new Error("no plugin, since: " + error.message.slice(0, 27));
}
