// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * How a router speaks PCP and NAT-PMP: as miniupnpd 2.3.11 does, until quirks change it. All
 * changes are made before the router starts.
 */
public final class PxpRules {
    /** How replies are sent. */
    enum Sending {
        /** From the address that was asked. */
        PLAIN,
        /** From another address of the router. */
        FROM_ELSEWHERE,
        /** After the reply to the client's former request, and twice. */
        LATE_TWICE
    }

    private final PxpPortRules ports = new PxpPortRules();
    private final PinholeRules pinholes = new PinholeRules();
    private final AnnouncementRules announcements = new AnnouncementRules();
    private UnaryOperator<PxpSettings> settings = UnaryOperator.identity();
    private UnaryOperator<byte[]> replies = UnaryOperator.identity();
    private UnaryOperator<String> externalAddress = UnaryOperator.identity();
    private Predicate<byte[]> dropped = request -> false;
    private ToLongFunction<Instant> firstEpoch = now -> 0;
    private Optional<SentResult> mapFailure = Optional.empty();
    private boolean natPmpRefused;
    private boolean mapsBehindNat;
    private Sending sending = Sending.PLAIN;

    public PxpPortRules ports() {
        return ports;
    }

    public PinholeRules pinholes() {
        return pinholes;
    }

    public AnnouncementRules announcements() {
        return announcements;
    }

    /** Changes which protocols are spoken, and where. */
    public void speak(UnaryOperator<PxpSettings> change) {
        UnaryOperator<PxpSettings> before = settings;
        settings = actual -> change.apply(before.apply(actual));
    }

    /** Leaves some requests without an answer. */
    public void drop(Predicate<byte[]> requests) {
        dropped = dropped.or(requests);
    }

    /** Changes the bytes of replies. */
    public void editReplies(UnaryOperator<byte[]> change) {
        UnaryOperator<byte[]> before = replies;
        replies = reply -> change.apply(before.apply(reply));
    }

    /** Refuses every mapping with result 2, over both protocols. */
    public void refuseMaps() {
        mapFailure = Optional.of(SentResult.NOT_AUTHORIZED);
        natPmpRefused = true;
    }

    /** Answers every MAP of PCP as if there were no room. */
    public void haveNoRoom() {
        mapFailure = Optional.of(SentResult.NO_RESOURCES);
    }

    /** Answers every MAP of PCP as if another router were between. */
    public void mismatchAddresses() {
        mapFailure = Optional.of(SentResult.ADDRESS_MISMATCH);
    }

    /** Reports another external address than UPnP does. */
    public void reportAddress(String address) {
        externalAddress = actual -> address;
    }

    /** Maps over PCP also where the external address is private. */
    public void mapBehindNat() {
        mapsBehindNat = true;
    }

    /** Starts the epoch at a value that follows from the time of the start. */
    public void startEpoch(ToLongFunction<Instant> value) {
        firstEpoch = value;
    }

    /** Answers from another address of the router. */
    public void answerFromElsewhere() {
        sending = Sending.FROM_ELSEWHERE;
    }

    /** Repeats the reply to the client's former request before each reply, which comes twice. */
    public void answerLateAndTwice() {
        sending = Sending.LATE_TWICE;
    }

    PxpSettings settings(PxpSettings actual) {
        return settings.apply(actual);
    }

    boolean drops(byte[] request) {
        return dropped.test(request);
    }

    byte[] reply(byte[] usual) {
        return replies.apply(usual);
    }

    /** What every MAP of PCP fails with. */
    Optional<SentResult> mapFailure() {
        return mapFailure;
    }

    boolean refusesNatPmp() {
        return natPmpRefused;
    }

    String externalAddress(String actual) {
        return externalAddress.apply(actual);
    }

    boolean mapsBehindNat() {
        return mapsBehindNat;
    }

    long firstEpoch(Instant now) {
        return firstEpoch.applyAsLong(now);
    }

    Sending sending() {
        return sending;
    }
}
