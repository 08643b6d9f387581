// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Reason;
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.exchange.PcpOutcome.Cause;
import org.postern.pcp.control.exchange.PcpOutcome.Replied;
import org.postern.pcp.control.exchange.PcpOutcome.Unanswered;
import org.postern.pcp.control.packet.PcpNonce;
import org.postern.pcp.control.packet.PcpReply;
import org.postern.pcp.control.packet.PcpReply.Announced;
import org.postern.pcp.control.packet.PcpReply.MapKey;
import org.postern.pcp.control.packet.PcpReply.Mapped;
import org.postern.pcp.control.packet.PcpReply.PmpAddress;
import org.postern.pcp.control.packet.PcpReply.Refused;
import org.postern.pcp.control.packet.PcpReply.SpeaksPcp;
import org.postern.testkit.ManualClock;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

class PcpServerTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final ManualClock clock = new ManualClock();
    private final PcpServer server =
            new PcpServer(new PcpEndpoint(new InetSocketAddress(LOOPBACK, 5351), LOOPBACK));

    @Test
    void whatItAnswersIn_itSpeaks() throws Exception {
        hears(address("203.0.113.7", 5));
        assertSpeaks(Dialect.NAT_PMP);
        hears(new Announced(5));

        assertSpeaks(Dialect.PCP, Dialect.NAT_PMP);
        assertEquals(Optional.of(InetAddress.getByName("203.0.113.7")), server.externalAddress());
    }

    /** Lab, S-09. */
    @Test
    void eightBytesOfNatPmp_areNatPmp_andTwoOfPcp_arePcp() {
        hears(refusal(1));
        assertSpeaks(Dialect.NAT_PMP);

        hears(new SpeaksPcp());
        assertSpeaks(Dialect.PCP, Dialect.NAT_PMP);
    }

    @Test
    void aClosedPort_isLeftAloneForTenMinutes_unlessThereIsASignOfLife() {
        isRefused();
        assertTrue(isLeftAlone(Dialect.PCP) && isLeftAlone(Dialect.NAT_PMP));
        clock.advance(Duration.ofMinutes(10));
        assertFalse(isLeftAlone(Dialect.PCP) || isLeftAlone(Dialect.NAT_PMP));

        isRefused();
        server.announced(new Announced(5), clock.getAsLong());
        assertFalse(isLeftAlone(Dialect.PCP) || isLeftAlone(Dialect.NAT_PMP));
    }

    @Test
    void onePortThatIsOpenAgain_mayHaveLostItsMappings() {
        hears(new Announced(100));
        isRefused();
        assertEquals(0, server.revision());

        hears(new Announced(100));

        assertEquals(1, server.revision());
    }

    /** Lab, S-01. */
    @Test
    void anAnnouncement_doesSo_whateverItsEpoch() {
        hears(new Announced(100));

        server.announced(new Announced(100), clock.getAsLong());

        assertEquals(1, server.revision());
    }

    @Test
    void anEpochThatFalls_doesSo() {
        hears(new Announced(100));
        hears(new Announced(100));
        assertEquals(0, server.revision());

        hears(new Announced(0));

        assertEquals(1, server.revision());
    }

    /** Lab, S-20: the epoch goes on. */
    @Test
    void anotherExternalAddress_doesSo() throws Exception {
        hears(address("203.0.113.7", 100));
        hears(address("203.0.113.8", 100));

        assertEquals(1, server.revision());
        assertEquals(Optional.of(InetAddress.getByName("203.0.113.8")), server.externalAddress());
    }

    @Test
    void anotherExternalAddressAfterAWhileWithoutOne_doesSo() throws Exception {
        hears(address("203.0.113.7", 100));
        hears(refusal(3));
        hears(address("203.0.113.7", 100));
        assertEquals(0, server.revision());

        hears(refusal(3));
        hears(address("203.0.113.8", 100));

        assertEquals(1, server.revision());
    }

    @Test
    void noAddress_isNone() throws Exception {
        hears(address("203.0.113.7", 100));
        hears(address("0.0.0.0", 100));
        assertEquals(Optional.of(InetAddress.getByName("203.0.113.7")), server.externalAddress());

        hears(refusal(3));

        assertEquals(Optional.empty(), server.externalAddress());
        assertEquals(0, server.revision());
    }

    /** Reports from the field, B-09. */
    @Test
    void whoMapsOverPcp_keepsTheAddressThatNatPmpDoesNotKnow() throws Exception {
        MapKey key = new MapKey(new PcpNonce(1, 1), 6, 80);
        InetAddress inner = InetAddress.getByName("10.1.2.3");
        hears(refusal(3));
        hears(new Mapped(key, 80, inner, 3600, 100));
        hears(refusal(3));
        assertEquals(Optional.of(inner), server.externalAddress());

        hears(address("10.1.2.3", 100));
        hears(refusal(3));

        assertEquals(Optional.empty(), server.externalAddress());
        assertEquals(0, server.revision());
    }

    @Test
    void aRefusal_holdsAsLongAsTheServerSays_withinBounds_andUntilARestart() {
        PortKey key = PortKey.tcp(80);
        GatewayException failure = new GatewayException(Reason.NO_RESOURCES, "Full.");

        holdsFor(key, failure, 1, Duration.ofSeconds(30));
        holdsFor(key, failure, 100, Duration.ofSeconds(100));
        holdsFor(key, failure, 0, Duration.ofMinutes(30));
        holdsFor(key, failure, 0xffffffffL, Duration.ofMinutes(30));

        server.refusals(Dialect.PCP).add(key, failure, 0, clock.getAsLong());
        server.announced(new Announced(1), clock.getAsLong());
        assertEquals(Optional.empty(), server.refusals(Dialect.PCP).of(key, clock.getAsLong()));
    }

    private void holdsFor(PortKey key, GatewayException failure, long seconds, Duration time) {
        server.refusals(Dialect.PCP).add(key, failure, seconds, clock.getAsLong());
        clock.advance(time.minusNanos(1));
        assertEquals(Optional.of(failure), server.refusals(Dialect.PCP).of(key, clock.getAsLong()));
        assertEquals(Optional.empty(), server.refusals(Dialect.NAT_PMP).of(key, clock.getAsLong()));
        clock.advance(Duration.ofNanos(1));
        assertEquals(Optional.empty(), server.refusals(Dialect.PCP).of(key, clock.getAsLong()));
    }

    private void assertSpeaks(Dialect... dialects) {
        for (Dialect each : Dialect.values()) {
            assertEquals(List.of(dialects).contains(each), server.answers(each), each.title());
        }
    }

    private boolean isLeftAlone(Dialect dialect) {
        return server.isLeftAlone(dialect, clock.getAsLong());
    }

    private void hears(PcpReply reply) {
        server.learn(new Replied(reply, false), clock.getAsLong());
    }

    private void isRefused() {
        server.learn(new Unanswered(Cause.REFUSED, ""), clock.getAsLong());
    }

    private static PcpReply address(String literal, long epoch) throws UnknownHostException {
        return new PmpAddress(InetAddress.getByName(literal), epoch);
    }

    private static PcpReply refusal(int code) {
        return new Refused(
                PcpReply.NAT_PMP,
                0,
                code,
                0,
                100,
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty());
    }
}
