// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.postern.igd.control.gateway.StubSoapRouter.fault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.Advice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.UpnpResult;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Ports that are closed, one by one and as a range. */
@Timeout(60)
class ClosingTest {
    private StubSoapRouter router;

    @AfterEach
    void close() {
        router.close();
    }

    /** Of two copies of one deletion, the second finds nothing. */
    @ParameterizedTest
    @ValueSource(ints = {714, 402, 501})
    void aRefusedDeletion_isNoFailure_whenTheEntryIsGone(int code) throws Exception {
        start(1, 8080);
        router.on(
                "DeletePortMapping",
                delete -> {
                    router.table().clear();
                    return Optional.of(fault(code));
                });

        router.gateway().unmap(new PortKey(Protocol.TCP, 8080));
    }

    @ParameterizedTest
    @CsvSource({"1, true", "1, false", "2, true"})
    void aLostAnswer_isNoFailure_whenTheEntryIsGone(int times, boolean seen) throws Exception {
        start(1, 8080);
        router.losingAnswers("DeletePortMapping", times);
        if (!seen) {
            router.on(
                    "GetSpecificPortMappingEntry",
                    asked -> router.ports().isEmpty() ? Optional.empty() : Optional.of(fault(606)));
        }

        router.gateway().unmap(new PortKey(Protocol.TCP, 8080));
        assertEquals(List.of(), router.ports());
    }

    @Test
    void aLostDeletion_isAskedAgain() throws Exception {
        start(1, 8080);
        router.losingQuestion("DeletePortMapping");

        router.gateway().unmap(new PortKey(Protocol.TCP, 8080));
        assertEquals(List.of(), router.ports());
    }

    /** Quirk A8. */
    @ParameterizedTest
    @ValueSource(ints = {402, 714, 726})
    void aRouterThatWantsAStar_isGivenIt(int code) throws Exception {
        start(1, 8080);
        router.on(
                "DeletePortMapping",
                delete -> {
                    if (!delete.get("NewRemoteHost").equals("*")) {
                        return Optional.of(fault(code));
                    }
                    router.table().clear();
                    return Optional.of(StubSoapRouter.done());
                });

        router.gateway().unmap(new PortKey(Protocol.TCP, 8080));
        assertEquals(List.of(), router.ports());
    }

    /** The complaint about the other words says nothing about the mapping (quirk A8). */
    @ParameterizedTest
    @CsvSource({
        "714, 402, 714",
        "714, 726, 714",
        "402, 714, 714",
        "402, 606, 606",
        "402, 501, 402"
    })
    void theAnswerThatSaysMore_isReported(int first, int second, int reported) throws Exception {
        start(1);
        router.refusing("GetSpecificPortMappingEntry", 606);
        router.on(
                "DeletePortMapping",
                delete ->
                        Optional.of(fault(delete.get("NewRemoteHost").isEmpty() ? first : second)));

        GatewayException failure =
                failure(() -> router.gateway().unmap(new PortKey(Protocol.TCP, 8080)));

        assertEquals(reported, failure.code().orElseThrow().value());
        assertEquals(reported == 714, failure.reason() == Reason.NOT_FOUND);
    }

    /** Quirk A50. */
    @ParameterizedTest
    @ValueSource(ints = {0, 606, 714})
    void ruleForOneRemoteHost_isClosedUnderItsName_orNamedWithIt(int code) throws Exception {
        start(1);
        router.holdOther(8080);
        router.table().get(0).put("NewRemoteHost", "203.0.113.9");
        router.on(
                "DeletePortMapping",
                delete ->
                        Optional.of(delete.get("NewRemoteHost"))
                                .filter(host -> code != 0 || host.isEmpty())
                                .map(host -> fault(host.isEmpty() ? 714 : code)));
        PortKey key = new PortKey(Protocol.TCP, 8080);

        if (code == 0) {
            router.gateway().unmap(key);
            assertEquals(List.of(), router.ports());
            return;
        }
        GatewayException failure = failure(() -> router.gateway().unmap(key));

        assertEquals(code, failure.code().orElseThrow().value());
        assertEquals(
                "Router refused DeletePortMapping for TCP port 8080 with error "
                        + code
                        + ": it holds the port for 192.0.2.9 ('xbox'), for connections from"
                        + " 203.0.113.9 only, and probably lets only that host close it. Close it"
                        + " there, or in the router's settings.",
                failure.getMessage());
    }

    /** Quirk A51. */
    @Test
    void ownMappingOfAnotherProtocolThatStays_isSaidToBeOne() throws Exception {
        start(1);
        router.hold(Protocol.TCP, 8080, "127.0.0.1", 8080, "PCP MAP 0123456789abcdef01234567");
        router.refusing("DeletePortMapping", 606);

        GatewayException failure =
                failure(() -> router.gateway().unmap(new PortKey(Protocol.TCP, 8080)));

        assertEquals(UpnpResult.NOT_AUTHORIZED, UpnpResult.of(failure));
        assertEquals(
                "Router refused DeletePortMapping for TCP port 8080 with error 606: it holds the"
                        + " port for this machine, opened over NAT-PMP or PCP ('PCP MAP"
                        + " 0123456789abcdef01234567'). Close it with the program that opened it,"
                        + " or in the router's settings.",
                failure.getMessage());
    }

    @Test
    void anEntryThatStays_isAFailureWithTheRoutersCode() throws Exception {
        start(1, 8080);
        router.refusing("DeletePortMapping", 606);

        GatewayException failure =
                failure(() -> router.gateway().unmap(new PortKey(Protocol.TCP, 8080)));

        assertEquals(UpnpResult.NOT_AUTHORIZED, UpnpResult.of(failure));
        assertEquals(1, router.asked("DeletePortMapping").size());
    }

    /** Quirk A16. */
    @Test
    void anEntryOfAnotherHostThatStays_isAFailureThatNamesTheHost() throws Exception {
        start(1);
        router.holdOther(8080);
        router.refusing("DeletePortMapping", 606);

        GatewayException failure =
                failure(() -> router.gateway().unmap(new PortKey(Protocol.TCP, 8080)));

        assertEquals(UpnpResult.NOT_AUTHORIZED, UpnpResult.of(failure));
        assertEquals(
                "Router refused DeletePortMapping for TCP port 8080 with error 606: it"
                        + " holds the port for 192.0.2.9 ('xbox'), and probably lets only that host"
                        + " close it. Close it there, or in the router's settings.",
                failure.getMessage());
    }

    /** Quirk A27: it is listed, but never found. */
    @ParameterizedTest
    @ValueSource(ints = {606, 714})
    void anEntryThatIsOnlyListed_andStays_isAFailure(int code) throws Exception {
        start(1, 8080);
        router.refusing("GetSpecificPortMappingEntry", 714);
        router.refusing("DeletePortMapping", code);

        GatewayException failure =
                failure(() -> router.gateway().unmap(new PortKey(Protocol.TCP, 8080)));

        assertEquals(code, failure.code().orElseThrow().value());
        assertEquals(List.of(8080), router.ports());
    }

    /** Quirk A27. */
    @Test
    void anEntryThatIsOnlyListed_isClosed() throws Exception {
        start(1, 8080);
        router.refusing("GetSpecificPortMappingEntry", 714);

        router.gateway().unmap(new PortKey(Protocol.TCP, 8080));

        assertEquals(List.of(), router.ports());
    }

    @ParameterizedTest
    @ValueSource(ints = {402, 501, 713, 714})
    void nothingThere_isSaidSo_whateverTheRouterCallsIt(int code) throws Exception {
        start(1);
        router.refusing("DeletePortMapping", code);

        GatewayException failure =
                failure(() -> router.gateway().unmap(new PortKey(Protocol.TCP, 8080)));

        assertEquals(UpnpResult.PORT_MAPPING_NOT_FOUND, UpnpResult.of(failure));
        assertEquals(code, failure.code().orElseThrow().value());
    }

    @Test
    void range_closesOurOwn_andLeavesWhatIsNotOurs() throws Exception {
        start(1, 6000, 6002);
        router.holdOther(6001);
        router.hold(Protocol.UDP, 6000, "127.0.0.1", 6000, "");
        router.holdOwn(5999, 1);
        router.holdOwn(6011, 1);

        List<PortMapping> closed = router.gateway().unmapRange(Protocol.TCP, 6000, 6010);

        assertEquals(List.of(6000, 6002), closed.stream().map(PortMapping::externalPort).toList());
        assertEquals(List.of(6001, 6000, 5999, 6011), router.ports());
        assertEquals(List.of(), router.asked("DeletePortMappingRange"));
    }

    /** The router lab: miniupnpd deletes whatever is in the range, whosever it is. */
    @Test
    void rangeOfASecondVersion_isAskedForOnlyWhereEveryPortIsOurs() throws Exception {
        start(2, 6000, 6001, 6002, 6005, 6006, 6008);
        router.holdOther(6003);
        deletingRanges();

        assertEquals(6, router.gateway().unmapRange(Protocol.TCP, 6000, 6010).size());
        assertEquals(List.of(6003), router.ports());
        assertEquals(
                List.of(
                        "DeletePortMappingRange 6000,6002,TCP,0",
                        "DeletePortMappingRange 6005,6006,TCP,0"),
                router.asked("DeletePortMappingRange"));
        assertEquals(1, router.asked("DeletePortMapping").size());
    }

    /** The router lab: miniupnpd 2.3.1 crashes on ranges that hold more than 128 mappings. */
    @Test
    void longRange_isClosedInPieces() throws Exception {
        start(2, IntStream.range(6000, 6200).toArray());
        deletingRanges();

        assertEquals(200, router.gateway().unmapRange(Protocol.TCP, 1, 65535).size());
        assertEquals(List.of(), router.ports());
        assertEquals(4, router.asked("DeletePortMappingRange").size());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 401, 606, 730})
    void rangeThatIsRefusedOrOnlySaidToBeClosed_isClosedOneByOne(int code) throws Exception {
        start(2, 6000, 6001);
        router.on(
                "DeletePortMappingRange",
                each -> Optional.of(code == 0 ? StubSoapRouter.done() : fault(code)));

        assertEquals(2, router.gateway().unmapRange(Protocol.TCP, 6000, 6010).size());
        assertEquals(List.of(), router.ports());
    }

    @Test
    void rangeWithNothingOfOurs_isSaidSo() throws Exception {
        start(2);
        router.holdOther(6001);

        GatewayException failure =
                failure(() -> router.gateway().unmapRange(Protocol.TCP, 6000, 6010));

        assertEquals(UpnpResult.PORT_MAPPING_NOT_FOUND, UpnpResult.of(failure));
        assertEquals(Set.of(Advice.LIST_MAPPINGS), failure.advice());
        assertEquals(List.of(6001), router.ports());
    }

    @Test
    void rangeThatIsHalfClosed_namesWhatIsOpen() throws Exception {
        start(1, 6000, 6001, 6002);
        router.on(
                "DeletePortMapping",
                delete ->
                        delete.get("NewExternalPort").equals("6001")
                                ? Optional.of(fault(606))
                                : Optional.empty());

        GatewayException failure =
                failure(() -> router.gateway().unmapRange(Protocol.TCP, 6000, 6010));

        assertEquals(606, failure.code().orElseThrow().value());
        assertEquals(
                "Closed before: 6000. Still open: 6001, 6002.",
                failure.getMessage().substring(failure.getMessage().indexOf("Closed before")));
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "5, 4", "1, 65536"})
    void rangeThatIsNone_isRefused_andNothingIsSent(int first, int last) throws Exception {
        start(2, 3);

        assertEquals(
                UpnpResult.INVALID_PORT,
                UpnpResult.of(
                        failure(() -> router.gateway().unmapRange(Protocol.TCP, first, last))));
        assertEquals(List.of(), router.asked());
    }

    private void start(int version, int... ownPorts) throws Exception {
        router = new StubSoapRouter(version);
        for (int port : ownPorts) {
            router.holdOwn(port, port);
        }
    }

    private static GatewayException failure(Executable call) {
        return assertThrows(GatewayException.class, call);
    }

    private void deletingRanges() {
        router.on(
                "DeletePortMappingRange",
                range -> {
                    router.table().removeIf(each -> isWithin(range, each));
                    return Optional.of(StubSoapRouter.done());
                });
    }

    private static boolean isWithin(Map<String, String> range, Map<String, String> entry) {
        int port = Integer.parseInt(entry.get("NewExternalPort"));
        return entry.get("NewProtocol").equals(range.get("NewProtocol"))
                && port >= Integer.parseInt(range.get("NewStartPort"))
                && port <= Integer.parseInt(range.get("NewEndPort"));
    }
}
