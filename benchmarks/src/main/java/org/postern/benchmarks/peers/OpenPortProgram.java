// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers;

/**
 * A program that finds a gateway, opens a TCP port on it and ends: with 0 when the port is open,
 * with 3 when it is told that there is no gateway, with 1 when anything else went wrong.
 */
final class OpenPortProgram {
    private OpenPortProgram() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments[0], Integer.parseInt(arguments[1])));
    }

    private static int run(String name, int port) {
        try (Contender contender = Contender.named(name)) {
            contender.find().map(port);
            return 0;
        } catch (NoGatewayException e) {
            System.err.println(e.getMessage());
            return 3;
        } catch (Exception e) {
            System.err.println(e);
            return 1;
        }
    }
}
