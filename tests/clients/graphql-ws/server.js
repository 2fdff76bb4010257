const { WebSocketServer } = require('ws');
const { useServer } = require('graphql-ws/use/ws');
const { GraphQLInt, GraphQLObjectType, GraphQLSchema, GraphQLString } = require('graphql');
const hello = { type: GraphQLString, args: { name: { type: GraphQLString } }, resolve: (_, { name }) => 'hello ' + name };
const count = {
  type: GraphQLInt,
  args: { to: { type: GraphQLInt } },
  subscribe: async function* (_, { to }) { for (let count = 1; count <= to; count += 1) yield { count }; },
};
const schema = new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields: { hello } }), subscription: new GraphQLObjectType({ name: 'Subscription', fields: { count } }) });
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, path: '/graphql' }, () => console.log('LISTENING ' + server.address().port));
useServer({ schema, onConnect: ({ connectionParams }) => connectionParams.token === 't' }, server);
