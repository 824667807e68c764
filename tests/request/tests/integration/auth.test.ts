// tests/integration/auth.test.ts
import request from 'supertest';
import app from '../../src/app';

describe('Auth Endpoints', () => {
  it('should register a new user', async () => {
    const response = await request(app)
      .post('/api/auth/register')
      .send({
        email: 'test@example.com',
        phone: '0501234567',
        password: 'Test1234!',
        name: 'Test User'
      });
    
    expect(response.status).toBe(201);
    expect(response.body).toHaveProperty('token');
    expect(response.body.user).toHaveProperty('id');
  });
  
  it('should login existing user', async () => {
    const response = await request(app)
      .post('/api/auth/login')
      .send({
        identifier: 'test@example.com',
        password: 'Test1234!'
      });
    
    expect(response.status).toBe(200);
    expect(response.body).toHaveProperty('token');
  });
});
