// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.evidence.PortAnswer;
import org.postern.doctor.timing.TimeLimit;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(60)
@EnabledOnOs(value = OS.LINUX, disabledReason = "the others have one address of loopback")
class UdpProbeTest {
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final Duration SHORT = Duration.ofMillis(300);

    private static final byte[] FOUND =
            "HTTP/1.1 200 OK\r\nST: upnp:rootdevice\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static UdpAnswers ask(LoopbackHost host, Duration time) {
        return UdpProbe.ask(List.of(host.address()), TimeLimit.of(time)).get(host.address());
    }

    /** As miniupnpd: each protocol in its own format. */
    private static List<byte[]> bothProtocols(byte[] request) {
        return request[0] == 0
                ? List.of(new byte[] {0, (byte) 0x80, 0, 0, 0, 0, 0, 9, 11, 22, 66, 1})
                : List.of(new byte[] {2, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9});
    }

    @Test
    void aHostWithoutTheseServicesRefusesBoth() throws Exception {
        try (LoopbackHost host = new LoopbackHost()) {
            assertEquals(
                    new UdpAnswers(
                            Map.of(
                                    NextHop.SSDP, PortAnswer.REFUSED,
                                    NextHop.PCP, PortAnswer.REFUSED),
                            OptionalInt.empty(),
                            OptionalInt.empty()),
                    ask(host, LONG));
        }
    }

    @Test
    void answersAndTheirResultsAreTold() throws Exception {
        try (LoopbackHost host = new LoopbackHost()) {
            host.serve(NextHop.SSDP, request -> List.of(FOUND));
            host.serve(NextHop.PCP, UdpProbeTest::bothProtocols);
            assertEquals(
                    new UdpAnswers(
                            Map.of(
                                    NextHop.SSDP, PortAnswer.ANSWERED,
                                    NextHop.PCP, PortAnswer.ANSWERED),
                            OptionalInt.of(0),
                            OptionalInt.of(0)),
                    ask(host, LONG));
        }
    }

    /** RFC 6887 appendix A: a server of NAT-PMP answers PCP with an unsupported version. */
    @Test
    void aServerOfNatPmpAloneIsNoServerOfPcp() throws Exception {
        try (LoopbackHost host = new LoopbackHost()) {
            host.serve(
                    NextHop.PCP,
                    request ->
                            List.of(
                                    request[0] == 0
                                            ? new byte[] {0, (byte) 0x80, 0, 3, 0, 0, 0, 9}
                                            : new byte[] {0, (byte) 0x80, 0, 1, 0, 0, 0, 9}));
            UdpAnswers answers = ask(host, LONG);
            assertEquals(PortAnswer.ANSWERED, answers.ports().get(NextHop.PCP));
            assertEquals(OptionalInt.empty(), answers.pcpResult());
        }
    }

    @Test
    void aServerThatAnswersOneOfBothIsNotAwaitedForever() throws Exception {
        try (LoopbackHost host = new LoopbackHost()) {
            host.serve(
                    NextHop.PCP, request -> request[0] == 0 ? bothProtocols(request) : List.of());
            UdpAnswers answers = ask(host, LONG);
            assertEquals(OptionalInt.of(0), answers.natPmpResult());
            assertEquals(OptionalInt.empty(), answers.pcpResult());
        }
    }

    @Test
    void whoKeepsSilentIsAskedASecondTime() throws Exception {
        AtomicInteger searches = new AtomicInteger();
        try (LoopbackHost host = new LoopbackHost()) {
            host.serve(
                    NextHop.SSDP,
                    request -> searches.incrementAndGet() < 2 ? List.of() : List.of(FOUND));
            assertEquals(PortAnswer.ANSWERED, ask(host, LONG).ports().get(NextHop.SSDP));
        }
    }

    @Test
    void whoNeverAnswersIsSilent() throws Exception {
        try (LoopbackHost host = new LoopbackHost()) {
            host.swallow(NextHop.SSDP);
            host.swallow(NextHop.PCP);
            assertEquals(
                    Map.of(NextHop.SSDP, PortAnswer.SILENT, NextHop.PCP, PortAnswer.SILENT),
                    ask(host, SHORT).ports());
            assertTrue(
                    host.received().stream()
                            .map(each -> new String(each, StandardCharsets.US_ASCII))
                            .anyMatch(
                                    each ->
                                            each.startsWith("M-SEARCH * HTTP/1.1\r\n")
                                                    && each.contains(
                                                            "HOST: "
                                                                    + host.address()
                                                                            .getHostAddress()
                                                                    + ":1900\r\n")
                                                    && each.endsWith("\r\n\r\n")));
        }
    }

    @Test
    void aFloodEndsWithTheLimit() throws Exception {
        try (LoopbackHost host = new LoopbackHost()) {
            host.flood(NextHop.SSDP, FOUND);
            host.flood(NextHop.PCP, new byte[] {7});
            assertEquals(
                    Map.of(NextHop.SSDP, PortAnswer.ANSWERED, NextHop.PCP, PortAnswer.ANSWERED),
                    ask(host, LONG).ports());
        }
    }

    @Test
    void gatewaysAreAskedAtOnce() throws Exception {
        try (LoopbackHost one = new LoopbackHost();
                LoopbackHost other = new LoopbackHost()) {
            other.serve(NextHop.SSDP, request -> List.of(FOUND));
            Map<InetAddress, UdpAnswers> answers =
                    UdpProbe.ask(List.of(one.address(), other.address()), TimeLimit.of(LONG));
            assertEquals(PortAnswer.REFUSED, answers.get(one.address()).ports().get(NextHop.SSDP));
            assertEquals(
                    PortAnswer.ANSWERED, answers.get(other.address()).ports().get(NextHop.SSDP));
        }
    }

    /** Silence that was not awaited is no evidence. */
    @Test
    void anInterruptEndsIt_withoutSilence() throws Exception {
        try (LoopbackHost host = new LoopbackHost()) {
            host.swallow(NextHop.SSDP);
            Thread asking = Thread.currentThread();
            host.serve(
                    NextHop.PCP,
                    request -> {
                        asking.interrupt();
                        return List.of();
                    });
            UdpAnswers answers = ask(host, LONG);
            assertTrue(Thread.interrupted());
            assertFalse(answers.ports().containsValue(PortAnswer.SILENT));
        }
    }

    @Test
    void anInterruptThatCameBeforeEndsIt() throws Exception {
        try (LoopbackHost host = new LoopbackHost()) {
            host.swallow(NextHop.SSDP);
            host.swallow(NextHop.PCP);
            Thread.currentThread().interrupt();
            assertEquals(Map.of(), ask(host, LONG).ports());
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void withoutGateways_nothingIsAwaited() {
        assertEquals(Map.of(), UdpProbe.ask(List.of(), TimeLimit.of(LONG)));
    }
}
