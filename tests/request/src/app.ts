// The request imports its Express app; ours is a server that runs, so the app is its address.
export default process.env.NOVA_TEST_URL!;
