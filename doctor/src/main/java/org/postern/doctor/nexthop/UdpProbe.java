// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.evidence.PortAnswer;
import org.postern.doctor.timing.TimeLimit;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks gateways at their UDP ports 1900 and 5351, E5: who is there and does not speak a protocol
 * says so at once. Runs in the thread of its caller, before everything else that is sent: a host
 * sends few ICMP messages in a second (RFC 1812 section 4.3.2.8), so that after a search its
 * refusal has become silence.
 */
public final class UdpProbe {
    /** A datagram may be lost, and the first one may have to wait for the gateway's answer to ARP. */
    private static final Duration REPEAT = Duration.ofMillis(250);

    /** Where one of two protocols has answered, the other one is not far. */
    private static final Duration AFTER_FIRST = Duration.ofMillis(100);

    /** The longest message of PCP (RFC 6887 section 7); of SSDP any part serves. */
    private static final int BUFFER = 1100;

    private interface Opening {
        UdpConversation open(InetAddress host, Selector selector) throws IOException;
    }

    private final List<UdpConversation> conversations = new ArrayList<>();

    private UdpProbe() {}

    /**
     * Asks all gateways at once, and a second time who keeps silent for 250 ms. Ends as soon as
     * each port has told something, at the limit, and at once on interrupt, whose status is kept.
     *
     * @param gateways those that may be asked
     * @param limit when it ends at the latest
     * @return what each gateway met; of a port that was not awaited to the end, nothing
     */
    public static Map<InetAddress, UdpAnswers> ask(
            Collection<InetAddress> gateways, TimeLimit limit) {
        return ask(gateways, UdpConversation::open, limit);
    }

    /**
     * Searches for devices at hosts, in the same way, E12.
     *
     * @param hosts those that may be asked
     * @param limit when it ends at the latest
     * @return those that answered
     */
    public static Set<InetAddress> search(Collection<InetAddress> hosts, TimeLimit limit) {
        Set<InetAddress> answered = new LinkedHashSet<>();
        ask(hosts, UdpConversation::openForDevices, limit)
                .forEach(
                        (host, met) -> {
                            if (met.ports().get(NextHop.SSDP) == PortAnswer.ANSWERED) {
                                answered.add(host);
                            }
                        });
        return answered;
    }

    private static Map<InetAddress, UdpAnswers> ask(
            Collection<InetAddress> gateways, Opening opening, TimeLimit limit) {
        UdpProbe probe = new UdpProbe();
        boolean awaited = false;
        try (Selector selector = Selector.open()) {
            awaited = probe.run(gateways, opening, selector, limit);
        } catch (IOException e) {
            System.getLogger(UdpProbe.class.getName())
                    .log(Level.DEBUG, "The default gateways could not be asked: " + e + ".");
        } finally {
            probe.conversations.forEach(UdpConversation::close);
        }
        Map<InetAddress, UdpAnswers> answers = new LinkedHashMap<>();
        for (UdpConversation each : probe.conversations) {
            answers.put(each.gateway(), each.answers(awaited));
        }
        return answers;
    }

    /** False where an interrupt came first. */
    private boolean run(
            Collection<InetAddress> gateways, Opening opening, Selector selector, TimeLimit limit)
            throws IOException {
        for (InetAddress each : gateways) {
            conversations.add(opening.open(each, selector));
        }
        askSilent();
        boolean awaited = await(selector, limit.atMost(REPEAT));
        if (!awaited || haveAllTold()) {
            return awaited;
        }
        askSilent();
        return await(selector, limit);
    }

    private void askSilent() throws ClosedChannelException {
        for (UdpConversation each : conversations) {
            each.askSilent();
        }
    }

    private boolean await(Selector selector, TimeLimit limit) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        TimeLimit end = limit;
        boolean told = false;
        while (!conversations.stream().allMatch(UdpConversation::isSettled) && !end.isOver()) {
            if (!told && haveAllTold()) {
                told = true;
                end = limit.atMost(AFTER_FIRST);
            }
            // A time of 0 would have no end.
            selector.select(key -> receive(key, buffer), Math.max(1, end.leftMillis()));
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
        }
        return true;
    }

    private static void receive(SelectionKey key, ByteBuffer buffer) {
        ProbeSocket socket = (ProbeSocket) key.attachment();
        socket.receive(buffer);
        if (socket.isSettled()) {
            key.cancel();
        }
    }

    private boolean haveAllTold() {
        return conversations.stream().allMatch(UdpConversation::hasTold);
    }
}
