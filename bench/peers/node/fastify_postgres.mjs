// The fast choice of Node: Fastify 5, fast-jwt, postgres.js, SQL by hand. With EQUAL=1 the same with
// some of Nova's duties: row security by set_config, and with a create its audit line, its event for
// the team and a NOTIFY, in one transaction.
import fjwt from '@fastify/jwt';
import Fastify from 'fastify';
import postgres from 'postgres';

const EQUAL = process.env.EQUAL === '1';
const sql = postgres({
  path: `${process.env.PG_SOCKET}/.s.PGSQL.5432`, database: 'peers', max: Number(process.env.POOL),
  user: EQUAL ? 'peer_secured' : 'peer_plain',
});
const COLUMNS = sql.unsafe(`id, user_id AS "userId", team_id AS "teamId", assigned_to AS "assignedTo",
  name, phone, email, whatsapp, category, interest_level AS "interestLevel", source, status,
  is_vip AS "isVip", preferred_contact_method AS "preferredContactMethod",
  preferred_contact_time AS "preferredContactTime", budget_min AS "budgetMin",
  budget_max AS "budgetMax", financing_needed AS "financingNeeded",
  preferred_cities AS "preferredCities", preferred_districts AS "preferredDistricts",
  property_types AS "propertyTypes", tags, notes, custom_fields AS "customFields",
  created_at AS "createdAt", updated_at AS "updatedAt", last_contact AS "lastContact", version,
  deleted_at AS "deletedAt"`);

const app = Fastify();
await app.register(fjwt, { secret: process.env.JWT_SECRET, verify: { algorithms: ['HS256'], cache: true } });
app.addHook('onRequest', async (request) => { if (!request.routeOptions.config.open) await request.jwtVerify(); });
app.get('/api/health', { config: { open: true } }, async () => ({ status: 'ok' }));

// BEGIN; set_config and the statement in one write; COMMIT.
const asCaller = async (request, statement) => (await sql.begin((tx) => [
  tx`select set_config('peer.user_id', ${request.user.sub}, true)`, statement(tx)]))[1];

const id = { type: 'object', properties: { id: { type: 'string', format: 'uuid' } } };
app.get('/api/customers/:id', { schema: { params: id } }, async (request, answer) => {
  const [found] = EQUAL
    ? await asCaller(request, (tx) => tx`select ${COLUMNS} from customers where id = ${request.params.id}`)
    : await sql`select ${COLUMNS} from customers where id = ${request.params.id} and user_id = ${request.user.sub}`;
  return found ?? answer.code(404).send({ error: 'Not found' });
});

const page = { type: 'object', properties: { limit: { type: 'integer', minimum: 1, maximum: 100, default: 50 } } };
app.get('/api/customers', { schema: { querystring: page } }, async (request) => EQUAL
  ? asCaller(request, (tx) => tx`select ${COLUMNS} from customers order by created_at desc, id desc limit ${request.query.limit}`)
  : sql`select ${COLUMNS} from customers where user_id = ${request.user.sub} order by created_at desc, id desc limit ${request.query.limit}`);

const text = { type: 'string' }, texts = { type: 'array', items: text }, whole = { type: 'integer' };
const body = { type: 'object', required: ['name', 'phone'], properties: {
  name: { type: 'string', minLength: 1 }, phone: { type: 'string', minLength: 5 },
  email: { type: 'string', format: 'email' }, category: text, interestLevel: text, source: text,
  isVip: { type: 'boolean' }, budgetMin: whole, budgetMax: whole, financingNeeded: { type: 'boolean' },
  preferredCities: texts, preferredDistricts: texts, propertyTypes: texts, tags: texts, notes: text,
  teamId: { type: 'string', format: 'uuid' } } };
const inserted = (tx, request) => {
  const b = request.body;
  return tx`insert into customers (user_id, team_id, name, phone, email, category, interest_level,
      source, is_vip, budget_min, budget_max, financing_needed, preferred_cities,
      preferred_districts, property_types, tags, notes)
    values (${request.user.sub}, ${b.teamId ?? null}, ${b.name}, ${b.phone}, ${b.email ?? null},
      ${b.category ?? null}, ${b.interestLevel ?? null}, ${b.source ?? null}, ${b.isVip ?? false},
      ${b.budgetMin ?? null}, ${b.budgetMax ?? null}, ${b.financingNeeded ?? null},
      ${b.preferredCities ?? []}, ${b.preferredDistricts ?? []}, ${b.propertyTypes ?? []},
      ${b.tags ?? []}, ${b.notes ?? null}) returning`;
};
app.post('/api/customers', { schema: { body } }, async (request, answer) => {
  if (!EQUAL) {
    const [made] = await sql`${inserted(sql, request)} ${COLUMNS}`;
    return answer.code(201).send(made);
  }
  const [made] = await asCaller(request, (tx) => tx`with c as (${inserted(tx, request)} *),
    a as (insert into audit_log (actor_id, request_id, ip, action, entity_type, entity_id, team_id, after)
      select c.user_id, ${request.id}, ${request.ip}::inet, 'INSERT', 'customers', c.id, c.team_id, to_jsonb(c) from c),
    e as (insert into events (event, entity, entity_id, recipients, data)
      select 'customer.created', 'customer', c.id, array(select m.user_id from team_members m
        where m.team_id = c.team_id), to_jsonb(c) from c)
    select ${COLUMNS}, pg_notify('events', '') from c`);
  delete made.pg_notify;
  return answer.code(201).send(made);
});
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
