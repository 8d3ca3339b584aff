import { byCodeUnit, defined } from "@lambda-pack/model";
import { checkDependencyRules } from "./check-dependency-rules.ts";
import { checkProblemSettings, problemKinds, problemSettingValues } from "./check-problem-settings.ts";
import { checkTrim, trimModes } from "./check-trim.ts";
import type { Setting } from "./setting.ts";
import { checkTexts, showValue, textForms } from "./value-checks.ts";

export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a value of the setting has wrong, as a phrase that begins with the label; undefined means right. */
export function checkValue(setting: Setting, { label, value }: LabelledValue): string | undefined {
  return checkOfType(setting.type, setting, { label, value });
}

export interface LabelledValue {
  readonly label: string;
  readonly value: unknown;
}

/** The JSON schema of the setting's values, without a description. */
export function valueSchema(setting: Setting): JsonSchema {
  const fallback = "default" in setting ? { default: setting.default } : {};
  return { ...schemaOfType(setting.type, setting), ...fallback };
}

type TypeName = Setting["type"];
type SettingOfType<Type extends TypeName> = Extract<Setting, { readonly type: Type }>;

interface TypeRules<Type extends TypeName> {
  check(setting: SettingOfType<Type>, at: LabelledValue): string | undefined;
  schema(setting: SettingOfType<Type>): JsonSchema;
}

function checkOfType<Type extends TypeName>(type: Type, setting: SettingOfType<Type>, at: LabelledValue) {
  return typeRules[type].check(setting, at);
}

function schemaOfType<Type extends TypeName>(type: Type, setting: SettingOfType<Type>): JsonSchema {
  return typeRules[type].schema(setting);
}

export const globsSchema = { type: "array", items: { type: "string", minLength: 1 } } as const;

const severitySchema = { enum: problemSettingValues } as const;

export const problemSeveritySchema = {
  anyOf: [severitySchema, { type: "object", additionalProperties: severitySchema }],
} as const;

const globs = { $ref: "#/definitions/globs" } as const;

const pathTexts = { file: "the path of a file", directory: "the path of a directory" } as const;

/** What ends in a slash is a directory. */
const pathPatterns = { file: String.raw`^[^\0]*[^\0/]$`, directory: String.raw`^[^\0]+$` } as const;

/** Validation and schema side by side, so that neither allows what the other forbids. */
const typeRules: { readonly [Type in TypeName]: TypeRules<Type> } = {
  path: {
    check: ({ leadsTo }, at) =>
      expect(
        at,
        pathTexts[leadsTo],
        typeof at.value === "string" && new RegExp(pathPatterns[leadsTo], "u").test(at.value),
      ),
    schema: ({ leadsTo }) => ({ type: "string", pattern: pathPatterns[leadsTo] }),
  },
  paths: {
    check: (_, at) => expect(at, "an array of paths of files", Array.isArray(at.value) && at.value.every(isFilePath)),
    schema: () => ({ type: "array", items: { type: "string", pattern: pathPatterns.file } }),
  },
  text: {
    check: ({ form }, at) => {
      const { pattern, expected } = textForms[form];
      return expect(at, expected, typeof at.value === "string" && new RegExp(pattern, "u").test(at.value));
    },
    schema: ({ form }) => ({ type: "string", pattern: textForms[form].pattern }),
  },
  choice: {
    check: ({ choices }, at) => expect(at, oneOf(choices), typeof at.value === "string" && choices.includes(at.value)),
    schema: ({ choices }) => ({ enum: choices }),
  },
  boolean: {
    check: (_, at) => expect(at, "true or false", typeof at.value === "boolean"),
    schema: () => ({ type: "boolean" }),
  },
  bytes: {
    check: (_, at) =>
      expect(at, "a whole number of bytes above 0", Number.isSafeInteger(at.value) && Number(at.value) > 0),
    schema: () => ({ type: "integer", minimum: 1 }),
  },
  number: {
    check: (setting, at) => expect(at, numberText(setting), isWithin(setting, at.value)),
    schema: ({ minimum, maximum }) => ({ type: "integer", minimum, ...defined({ maximum }) }),
  },
  list: {
    check: (setting, { label, value }) => checkTexts(label, value) ?? checkEach(setting, { label, value }),
    schema: ({ form }) =>
      form === undefined ? globsSchema : { type: "array", items: { type: "string", pattern: textForms[form].pattern } },
  },
  trim: {
    check: (_, { label, value }) => checkTrim(label, value),
    schema: () => ({
      anyOf: [
        { enum: trimModes },
        {
          type: "object",
          additionalProperties: false,
          required: ["mode"],
          properties: { mode: { enum: trimModes }, whole: globs, include: globs, reachable: globs },
        },
      ],
    }),
  },
  problems: {
    check: (_, { label, value }) => checkProblemSettings(label, value),
    schema: () => ({
      type: "object",
      additionalProperties: false,
      properties: Object.fromEntries(
        problemKinds.toSorted(byCodeUnit).map((kind) => [kind, { $ref: "#/definitions/problemSeverity" }]),
      ),
    }),
  },
  dependencies: {
    check: (_, { label, value }) => checkDependencyRules(label, value),
    schema: () => ({
      type: "object",
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        properties: { include: globs, exclude: globs },
      },
    }),
  },
};

function checkEach({ form }: SettingOfType<"list">, { label, value }: LabelledValue): string | undefined {
  if (form === undefined || !Array.isArray(value)) return undefined;
  const { pattern, expected } = textForms[form];
  const fits = new RegExp(pattern, "u");
  const index = value.findIndex((each) => !fits.test(String(each)));
  return index === -1 ? undefined : expect({ label: `${label}[${index}]`, value: value[index] }, expected, false);
}

function isFilePath(value: unknown): boolean {
  return typeof value === "string" && new RegExp(pathPatterns.file, "u").test(value);
}

function oneOf(choices: readonly string[]): string {
  return `${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}`;
}

function numberText({ minimum, maximum }: SettingOfType<"number">): string {
  return maximum === undefined ? `a whole number, at least ${minimum}` : `a whole number from ${minimum} to ${maximum}`;
}

function isWithin({ minimum, maximum = Infinity }: SettingOfType<"number">, value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= minimum && Number(value) <= maximum;
}

function expect({ label, value }: LabelledValue, expected: string, met: boolean): string | undefined {
  return met ? undefined : `${label} must be ${expected}, not ${showValue(value)}`;
}
