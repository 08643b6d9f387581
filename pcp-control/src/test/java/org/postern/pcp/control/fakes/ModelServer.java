// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.fakes;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * What a router with PCP and NAT-PMP answers, as miniupnpd does unless a test changes a field. One
 * table for both. Written apart from the code that it tests.
 */
public final class ModelServer implements Function<byte[], List<byte[]>> {
    private static final int PORTS = 65536;

    /** One mapping; the nonce is empty for NAT-PMP. */
    public record Entry(int protocol, int internalPort, int externalPort, String nonce) {}

    public volatile boolean pcp = true;
    public volatile boolean natPmp = true;
    public volatile byte[] external = {(byte) 203, 0, 113, 7};
    public volatile int epoch = 1000;
    public volatile long longestLease = 86400;

    /** Whether PREFER_FAILURE is honoured; otherwise it comes back and means nothing. */
    public volatile boolean honoursPreferFailure;

    /** Results other than 0 that every PCP MAP, every deletion, every NAT-PMP map gets. */
    public volatile int mapResult;

    public volatile int deleteResult;
    public volatile int pmpResult;
    public volatile int pmpAddressResult;

    /** The result for requests with an option. */
    public volatile int optionResult;

    /** What replies of success say, whatever is in the table; negative for what is there. */
    public volatile long lifetimeInReply = -1;

    public volatile int portInReply = -1;

    /** So many of the next replies are lost on their way. */
    public final AtomicInteger losing = new AtomicInteger();

    /** External ports of others. */
    public final ConcurrentSkipListSet<Integer> taken = new ConcurrentSkipListSet<>();

    private final Map<Integer, Entry> table = new ConcurrentHashMap<>();

    /** Such as {@code 6 8080>80} for TCP. */
    public List<String> table() {
        return table.values().stream()
                .map(each -> each.protocol + " " + each.externalPort + ">" + each.internalPort)
                .sorted()
                .toList();
    }

    public void restart() {
        table.clear();
        epoch = 0;
    }

    @Override
    public List<byte[]> apply(byte[] request) {
        if (request.length < 2 || request[1] < 0) {
            return List.of();
        }
        List<byte[]> replies = replies(request);
        return losing.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? List.of() : replies;
    }

    private List<byte[]> replies(byte[] request) {
        if (request[0] == 2) {
            return pcp ? pcp(request) : natPmp ? List.of(pmpError(request[1], 1)) : List.of();
        }
        return natPmp ? natPmp(request) : pcp ? List.of(new byte[] {2, (byte) 0x80}) : List.of();
    }

    private List<byte[]> pcp(byte[] request) {
        ByteBuffer reply = ByteBuffer.wrap(request.clone());
        reply.put(1, (byte) (request[1] | 0x80)).putShort(2, (short) 0).putInt(8, epoch);
        for (int i = 12; i < 24; i++) {
            reply.put(i, (byte) 0);
        }
        if (request[1] == 0) {
            return List.of(reply.array());
        }
        long lifetime = reply.getInt(4) & 0xffffffffL;
        int result = lifetime == 0 ? delete(reply) : map(reply, lifetime);
        reply.put(3, (byte) result);
        return List.of(reply.array());
    }

    private int map(ByteBuffer reply, long lifetime) {
        boolean option = reply.capacity() > 60;
        int wanted = reply.getShort(42) & 0xffff;
        int internal = reply.getShort(40) & 0xffff;
        int protocol = reply.get(36);
        int result = option && optionResult != 0 ? optionResult : mapResult;
        Entry own = own(protocol, internal);
        int port = own != null ? own.externalPort : free(wanted == 0 ? internal : wanted);
        if (result == 0 && option && honoursPreferFailure && port != wanted) {
            result = 11;
        }
        if (result != 0) {
            reply.putInt(4, 0).position(56).put(external);
            return result;
        }
        table.put(
                key(protocol, port),
                new Entry(
                        protocol,
                        internal,
                        port,
                        Arrays.toString(Arrays.copyOfRange(reply.array(), 24, 36))));
        reply.putInt(4, (int) lifetimeInReply(lifetime)).putShort(42, (short) portInReply(port));
        reply.position(56).put(external);
        return 0;
    }

    private int delete(ByteBuffer reply) {
        Entry own = own(reply.get(36), reply.getShort(40) & 0xffff);
        reply.position(56).put(external);
        if (deleteResult != 0 || own == null) {
            reply.putInt(4, 30);
            return deleteResult != 0 ? deleteResult : 8;
        }
        if (!own.nonce.equals(Arrays.toString(Arrays.copyOfRange(reply.array(), 24, 36)))) {
            return 2;
        }
        table.remove(key(own.protocol, own.externalPort));
        return 0;
    }

    private List<byte[]> natPmp(byte[] request) {
        if (request[1] == 0) {
            ByteBuffer reply = ByteBuffer.allocate(12);
            reply.put(1, (byte) 0x80).putShort(2, (short) pmpAddressResult).putInt(4, epoch);
            if (pmpAddressResult == 0) {
                reply.position(8).put(external);
            }
            return List.of(reply.array());
        }
        if (request.length < 12) {
            return List.of();
        }
        ByteBuffer asked = ByteBuffer.wrap(request);
        int protocol = request[1] == 1 ? 17 : 6;
        int internal = asked.getShort(4) & 0xffff;
        int wanted = asked.getShort(6) & 0xffff;
        long lifetime = asked.getInt(8) & 0xffffffffL;
        if (lifetime == 0) {
            table.values()
                    .removeIf(
                            each ->
                                    each.protocol == protocol
                                            && each.internalPort == internal
                                            && each.nonce.isEmpty());
            return List.of(pmpMap(request[1], internal, 0, 0));
        }
        if (wanted == 0) {
            // Quirk of servers that do not answer this.
            return List.of();
        }
        if (pmpResult != 0) {
            return List.of(pmpError(request[1], pmpResult));
        }
        Entry own = own(protocol, internal);
        int port = own != null ? own.externalPort : free(wanted);
        table.put(key(protocol, port), new Entry(protocol, internal, port, ""));
        return List.of(pmpMap(request[1], internal, portInReply(port), lifetimeInReply(lifetime)));
    }

    private long lifetimeInReply(long asked) {
        return lifetimeInReply >= 0 ? lifetimeInReply : Math.min(asked, longestLease);
    }

    private int portInReply(int given) {
        return portInReply >= 0 ? portInReply : given;
    }

    private byte[] pmpMap(int opcode, int internal, int port, long lifetime) {
        return ByteBuffer.allocate(16)
                .put((byte) 0)
                .put((byte) (opcode | 0x80))
                .putShort((short) 0)
                .putInt(epoch)
                .putShort((short) internal)
                .putShort((short) port)
                .putInt((int) lifetime)
                .array();
    }

    private byte[] pmpError(int opcode, int result) {
        return ByteBuffer.allocate(8)
                .put((byte) 0)
                .put((byte) (opcode | 0x80))
                .putShort((short) result)
                .putInt(epoch)
                .array();
    }

    private Entry own(int protocol, int internal) {
        return table.values().stream()
                .filter(each -> each.protocol == protocol && each.internalPort == internal)
                .findFirst()
                .orElse(null);
    }

    private int free(int wanted) {
        int port = wanted;
        while (taken.contains(port)) {
            port++;
        }
        return port;
    }

    private static int key(int protocol, int port) {
        return protocol * PORTS + port;
    }
}
