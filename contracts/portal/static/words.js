// What the page says: each refusal and each failure in one sentence that tells what to do.

import { Refusal } from "./api.js";

const FAILURES = {
  blocked: "The AI service refused this prompt because of its content rules. Word it differently.",
  provider_error: "The AI service had a fault of its own. Try again in a while.",
  provider_rejected: "The AI service does not take these parameters. Choose another shape, quality or format.",
  dispatch_failed: "The request could not be handed to the workflow. Try again; if it happens again, tell your administrator.",
  timed_out: "No picture came within the time allowed. Try again.",
  too_large: "The picture came out larger than can be kept. Choose a smaller shape, or JPEG.",
  invalid_image: "What came back was not a proper image, so it was not kept. Try again.",
  storage_failed: "The picture was painted, but could not be stored. Try again in a while.",
};

const NOT_TWICE = "You will not be charged twice.";
const REFUSALS = {
  forbidden: "You are not allowed to ask for images from here. Open the portal's own address and try again.",
  in_progress: `The same request is still being taken in. Wait a moment, then press Generate again. ${NOT_TWICE}`,
  idempotency_mismatch: "The form was changed while it was being sent. Press Generate once more.",
  too_large: "This is too much text to send. Shorten the description.",
  unsupported_media_type: "This page and the server don't understand each other. Reload the page and try again.",
  invalid: "Some entries need another look: see the notes beside them.",
};

const FAULTS = {
  "prompt string_too_short": "Describe your picture first.",
  "prompt string_too_long": "Shorten the description to 4000 characters.",
  "negative_prompt string_too_long": "Shorten this to 4000 characters.",
  "style string_too_long": "Name the style in 100 characters at most.",
};
const SEED = "Enter a whole number from 0 to 4294967295, or nothing.";

export const failureText = (code) => FAILURES[code] ?? `It failed for a reason that this page does not know (${code}).`;

export function faultText({ path, type, message }) {
  return path === "seed" ? SEED : (FAULTS[`${path} ${type}`] ?? message);
}

export function refusalOf(error) {
  if (!(error instanceof Refusal)) {
    return { text: `The server can't be reached. Check the connection, then press Generate again. ${NOT_TWICE}` };
  }
  if (error.status === 401) return signedOut();
  if (error.problem.code === "quota_exceeded") return { text: quotaText(error.problem) };
  if (error.status >= 500) return { text: `The server can't do this right now. Press Generate again in a moment. ${NOT_TWICE}` };
  return { text: REFUSALS[error.problem.code] ?? error.message };
}

export function troubleOf(error) {
  if (error instanceof Refusal && error.status === 401) return signedOut();
  const reason = error instanceof Refusal ? `The server answered ${error.status}` : "The server can't be reached";
  return { text: `${reason}: what you see may be out of date. Trying again …` };
}

function signedOut() {
  const href = `/web/login?redirect=${encodeURIComponent(location.pathname)}`;
  return { text: "Your session has ended. Your description is kept.", link: { href, text: "Sign in again" } };
}

function quotaText({ quota, detail }) {
  if (!quota) return detail;
  const left = quota.remaining === 0 ? "Your images for this month are used up" : `You have only ${images(quota.remaining)} left`;
  return `${left}. Your quota resets on ${day(quota.resets_at)}.`;
}

export const images = (count) => (count === 1 ? "1 image" : `${count} images`);
export const shorten = (text, most = 120) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);
export const typeName = (mediaType) => ({ "image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WebP" })[mediaType] ?? mediaType;

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
const MOMENT = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
export const day = (moment) => DAY.format(new Date(moment));
export const when = (moment) => MOMENT.format(new Date(moment));

export function elapsed(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
