// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.testkit.ModelGateway;
import org.postern.testkit.ModelRouter;
import org.postern.testkit.ModelTime;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A gateway on loopback that a test can have hang, lose answers, and change meanwhile. */
public final class LoopbackGateway extends ModelGateway {
    public static final String LOCAL = "127.0.0.1";
    public static final String OTHER = "192.0.2.99";

    /** Runs when a mapping has been made. */
    public volatile Runnable afterMap = () -> {};

    /** Why a request is refused, before the router sees it. */
    volatile Function<MappingRequest, Optional<GatewayException>> refusal =
            request -> Optional.empty();

    /** Runs before a mapping is looked up. */
    public volatile Runnable beforeFind = () -> {};

    /** How many requests to remove a mapping never arrive, and how many are not answered then. */
    public final AtomicInteger lostRequests = new AtomicInteger();

    public final AtomicInteger lostReplies = new AtomicInteger();

    /** How long the first look takes. */
    public volatile long lookMillis;

    /** The call that hangs after it did what it does, such as {@code map}; empty for none. */
    public volatile String hanging = "";

    /** Whether the call that hangs does so before it does anything. */
    public volatile boolean hangsBefore;

    /** Open when a call hangs. */
    public final CountDownLatch hangs = new CountDownLatch(1);

    public final ModelRouter router;

    public LoopbackGateway(String protocol, Set<Capability> capabilities) {
        this(protocol, ModelRouter.strict(capabilities, ModelTime.STILL));
    }

    private LoopbackGateway(String protocol, ModelRouter router) {
        super(
                new GatewayInfo(
                        protocol + "://" + LOCAL,
                        List.of(protocol.split(" ")),
                        "",
                        "",
                        "",
                        address(LOCAL),
                        address(LOCAL),
                        Map.of()),
                router);
        this.router = router;
    }

    /** As over UPnP; it cannot connect to this machine. */
    public static LoopbackGateway showing() {
        return showing("upnp");
    }

    /** The same over several protocols, with blanks between them. */
    static LoopbackGateway showing(String protocols) {
        Set<Capability> all = EnumSet.allOf(Capability.class);
        all.removeAll(Set.of(Capability.CALLBACK, Capability.OWN_LIST));
        return new LoopbackGateway(protocols, all);
    }

    /** As over UPnP, of a router that keeps no descriptions. */
    public static LoopbackGateway withoutDescriptions() {
        Set<Capability> all = EnumSet.copyOf(showing().capabilities());
        all.remove(Capability.DESCRIPTION);
        return new LoopbackGateway("upnp", all);
    }

    /** Opens ports and closes them, and shows nothing. */
    public static LoopbackGateway blind(String protocol) {
        return new LoopbackGateway(protocol, EnumSet.noneOf(Capability.class));
    }

    @Override
    public MappingResult map(MappingRequest request) throws GatewayException, InterruptedException {
        hang("map", true);
        Optional<GatewayException> refused = refusal.apply(request);
        if (refused.isPresent()) {
            throw refused.get();
        }
        MappingResult result = super.map(request);
        afterMap.run();
        hang("map", false);
        return result;
    }

    @Override
    public void unmap(PortKey key) throws GatewayException, InterruptedException {
        hang("unmap", true);
        lose(lostRequests);
        super.unmap(key);
        lose(lostReplies);
        hang("unmap", false);
    }

    private static void lose(AtomicInteger left) throws GatewayException {
        if (left.getAndDecrement() > 0) {
            throw new GatewayException(Reason.UNREACHABLE, "No answer.");
        }
    }

    @Override
    public List<PortMapping> findAll(SortedSet<PortKey> keys)
            throws GatewayException, InterruptedException {
        hang("findAll", true);
        Thread.sleep(lookMillis);
        return super.findAll(keys);
    }

    @Override
    public Optional<PortMapping> find(PortKey key) throws GatewayException, InterruptedException {
        hang("find", true);
        beforeFind.run();
        return super.find(key);
    }

    private void hang(String call, boolean before) throws InterruptedException {
        if (hanging.equals(call) && hangsBefore == before) {
            hangs.countDown();
            new CountDownLatch(1).await();
        }
    }
}
