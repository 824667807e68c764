// The request's own stack: Express 4, Prisma, zod and jsonwebtoken; without helmet, cors, compression
// and winston, which it asks for too. The key is prepared once: given as a string, jsonwebtoken tries
// to read it as a public key at each request, a third of this app's time.
import { createSecretKey } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import express from 'express';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { PrismaClient } from './generated/client.ts';

const prisma = new PrismaClient({
  adapter: new PrismaPg({
    host: process.env.PG_SOCKET, user: 'peer_plain', database: 'peers',
    max: Number(process.env.POOL), idleTimeoutMillis: 0,
  }),
});
const secret = createSecretKey(Buffer.from(process.env.JWT_SECRET!));
const app = express();
app.get('/api/health', (_request, answer) => { answer.json({ status: 'ok' }); });
app.use(express.json());

const status = z.enum(['ACTIVE', 'INACTIVE', 'ARCHIVED']);
const texts = z.array(z.string()).optional();
const NewCustomer = z.object({
  name: z.string().min(1).max(200), phone: z.string().min(5).max(20), email: z.email().optional(),
  category: z.string().optional(), interestLevel: z.string().optional(), source: z.string().optional(),
  status: status.optional(), isVip: z.boolean().optional(), budgetMin: z.number().int().optional(),
  budgetMax: z.number().int().optional(), financingNeeded: z.boolean().optional(),
  preferredCities: texts, preferredDistricts: texts, propertyTypes: texts, tags: texts,
  notes: z.string().optional(), customFields: z.record(z.string(), z.any()).optional(),
  teamId: z.guid().optional(),
});
const List = z.object({ limit: z.coerce.number().int().min(1).max(100).default(50) });

app.use('/api', (request: any, answer, next) => {
  const token = request.headers.authorization?.replace('Bearer ', '');
  try { request.user = jwt.verify(token, secret, { algorithms: ['HS256'] }); } catch {
    answer.status(401).json({ error: 'Invalid token' });
    return;
  }
  next();
});
const handled = (work: any) => (request: any, answer: any, next: any) => work(request, answer).catch(next);
app.get('/api/customers/:id', handled(async (request: any, answer: any) => {
  const where = { id: z.guid().parse(request.params.id), userId: request.user.sub };
  const found = await prisma.customer.findFirst({ where });
  if (!found) return answer.status(404).json({ error: 'Not found' });
  answer.json(found);
}));
app.get('/api/customers', handled(async (request: any, answer: any) => {
  answer.json(await prisma.customer.findMany({
    where: { userId: request.user.sub }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: List.parse(request.query).limit,
  }));
}));
app.post('/api/customers', handled(async (request: any, answer: any) => {
  const data = { ...NewCustomer.parse(request.body), userId: request.user.sub };
  answer.status(201).json(await prisma.customer.create({ data: data as any }));
}));
app.use((error: any, _request: any, answer: any, _next: any) =>
  answer.status(error?.name === 'ZodError' ? 400 : 500).json({ error: String(error) }));
app.listen(Number(process.env.PORT), '127.0.0.1');
