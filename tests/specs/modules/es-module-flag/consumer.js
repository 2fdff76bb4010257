var __importDefault = function (mod) { return mod && mod.__esModule ? mod : { default: mod }; };
var greet = __importDefault(require('./defaulted.mjs'));
greet.more();
console.log(greet.default(), greet.count);
