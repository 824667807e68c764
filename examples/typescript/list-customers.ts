// Logs in and prints the customers the caller may see: name and phone, a line each.
import { env } from "node:process";

import createClient from "openapi-fetch";

import type { paths } from "./nova.d.ts";

function setting(name: string): string {
  const value = env[name];
  if (!value) throw new Error(`Set ${name}.`);
  return value;
}

const api = createClient<paths>({ baseUrl: setting("NOVA_URL") });

async function logIn(identifier: string, password: string) {
  const { data, error } = await api.POST("/api/auth/login", { body: { identifier, password } });
  if (error) throw new Error(error.error);
  return { authorization: `Bearer ${data.token}` };
}

const headers = await logIn(setting("NOVA_USER"), setting("NOVA_PASSWORD"));

async function customersAfter(cursor: string | null) {
  const query = { limit: 100, ...(cursor && { cursor }) };
  const { data, error } = await api.GET("/api/customers", { headers, params: { query } });
  if (error) throw new Error(error.error);
  return data;
}

let cursor: string | null = null;
do {
  const page = await customersAfter(cursor);
  for (const { name, phone } of page.data) console.log(`${name}\t${phone}`);
  cursor = page.nextCursor;
} while (cursor);
