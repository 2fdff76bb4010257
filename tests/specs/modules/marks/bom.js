import data from "./data.json";
export const a = data.b;
