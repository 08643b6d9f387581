// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Sends replies, as the rules say. Used by the server's thread alone, but for the close. */
final class PxpReplies implements AutoCloseable {
    private static final Logger LOG = System.getLogger("org.postern.simulator.pxp");

    private final PxpRules.Sending sending;
    private final Optional<DatagramChannel> elsewhere;

    /** The last reply to each client. */
    private final Map<InetAddress, byte[]> former = new HashMap<>();

    private PxpReplies(PxpRules.Sending sending, Optional<DatagramChannel> elsewhere) {
        this.sending = sending;
        this.elsewhere = elsewhere;
    }

    /** Opens a socket on the other address, if that is to be used. */
    static PxpReplies open(PxpRules.Sending sending, InetAddress otherAddress) throws IOException {
        if (sending != PxpRules.Sending.FROM_ELSEWHERE) {
            return new PxpReplies(sending, Optional.empty());
        }
        DatagramChannel channel = DatagramChannel.open();
        return new PxpReplies(
                sending, Optional.of(channel.bind(new InetSocketAddress(otherAddress, 0))));
    }

    void send(DatagramChannel asked, byte[] reply, InetSocketAddress to) {
        switch (sending) {
            case PLAIN -> PxpSockets.send(asked, reply, to);
            case FROM_ELSEWHERE ->
                    PxpSockets.send(
                            to.getAddress() instanceof Inet4Address
                                    ? elsewhere.orElse(asked)
                                    : asked,
                            reply,
                            to);
            case LATE_TWICE -> {
                Optional.ofNullable(former.put(to.getAddress(), reply))
                        .ifPresent(late -> PxpSockets.send(asked, late, to));
                PxpSockets.send(asked, reply, to);
                PxpSockets.send(asked, reply, to);
            }
        }
    }

    @Override
    public void close() {
        elsewhere.ifPresent(
                channel -> {
                    try {
                        channel.close();
                    } catch (IOException e) {
                        LOG.log(Level.DEBUG, "closing failed: {0}", e.getMessage());
                    }
                });
    }
}
