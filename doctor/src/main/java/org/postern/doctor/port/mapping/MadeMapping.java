// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port.mapping;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.doctor.evidence.TestMapping;
import org.postern.doctor.timing.ParallelCalls;
import org.postern.doctor.timing.TimeLimit;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Future;

/**
 * A mapping that was asked for, for a test. Its state is written by the thread that examines, and
 * then by the one that removes it; any thread may read it.
 */
public final class MadeMapping {
    private final MappingRequest request;
    private final Future<MappingResult> call;
    private volatile Optional<PortMapping> held = Optional.empty();
    private volatile Optional<GatewayException> failure = Optional.empty();
    private volatile boolean removed;

    /** Of a call that may have begun. */
    MadeMapping(MappingRequest request, Future<MappingResult> call) {
        this.request = request;
        this.call = call;
    }

    public PortKey key() {
        return request.keys().get(0);
    }

    /** Waits for the answer, which may still come where it was waited for before. */
    void await(TimeLimit limit) throws InterruptedException {
        try {
            held = Optional.of(ParallelCalls.result(call, limit).mapping());
            failure = Optional.empty();
        } catch (GatewayException e) {
            failure = Optional.of(e);
        }
    }

    /** Ends what is waited for. */
    void cancel() {
        call.cancel(true);
    }

    public boolean isOpen() {
        return held.isPresent();
    }

    /** Why it was not made, or why that is not known. */
    Optional<GatewayException> failure() {
        return failure;
    }

    /** Whether the gateway said clearly that it did not make it. */
    boolean isRefused() {
        return failure.filter(each -> each.isRefusal() || each.isConflict()).isPresent();
    }

    boolean isRemoved() {
        return removed;
    }

    /** It stands no longer, or another program's is in its place. */
    void removed() {
        removed = true;
    }

    /**
     * Whether what the gateway holds now is this mapping, and not one that another program made
     * meanwhile.
     *
     * @param now what it holds at the port
     * @param local this machine's address as the gateway sees it
     */
    boolean is(PortMapping now, InetAddress local) {
        return now.internalPort() == request.effectiveInternalPort()
                && OwnAddresses.include(now.internalClient(), local)
                && isDescribedBy(now.description());
    }

    /** A gateway may keep a part of a description, or none, or another in its place. */
    private boolean isDescribedBy(String text) {
        return text.equals(request.description())
                || held.map(each -> each.description().equals(text)).orElseGet(text::isEmpty);
    }

    TestMapping evidence() {
        return new TestMapping(
                outcome(),
                request.externalPort(),
                failure.map(GatewayException::reason),
                failure.flatMap(GatewayException::code)
                        .map(code -> OptionalInt.of(code.value()))
                        .orElseGet(OptionalInt::empty),
                failure.map(GatewayException::getMessage).orElse(""),
                removed);
    }

    private TestMapping.Outcome outcome() {
        if (held.isEmpty()) {
            return TestMapping.Outcome.REFUSED;
        }
        return held.get().lease().isZero() && held.get().leaseKnown()
                ? TestMapping.Outcome.OPENED_PERMANENTLY
                : TestMapping.Outcome.OPENED;
    }
}
