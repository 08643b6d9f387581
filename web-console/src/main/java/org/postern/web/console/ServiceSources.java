// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ReferenceScope;
import org.postern.api.doctor.Doctor;
import org.postern.api.doctor.PortReach;
import org.postern.api.doctor.ReachWatch;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayProperties;
import org.postern.api.keeper.LastingPorts;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.upnp.Upnp;
import org.postern.web.console.internal.address.AddressLiteral;
import org.postern.web.console.internal.registry.RankedServices;
import org.postern.web.console.sources.ConsoleServices;
import org.postern.web.console.sources.SearchingUpnp;
import org.postern.web.console.status.GatewayMonitor;
import org.postern.web.console.status.RecentEvents;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The services that are registered now. All are optional. Declarative Services binds from any thread,
 * whenever bundles come and go.
 */
@Component(service = ServiceSources.class)
public final class ServiceSources implements ConsoleServices {
    private static final System.Logger LOGGER = System.getLogger("org.postern.web-console");

    private final GatewayMonitor monitor =
            new GatewayMonitor(Clock.systemUTC(), System::nanoTime, this::keeper, this::gateways);
    private final RecentEvents events = new RecentEvents(monitor::mappingsChanged);
    private final Map<ServiceReference<Gateway>, Gateway> gateways = new ConcurrentHashMap<>();
    private final RankedServices<PortKeeper> keepers = new RankedServices<>();

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable LastingPorts lastingPorts;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Doctor doctor;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ReachWatch reachWatch;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            scope = ReferenceScope.PROTOTYPE_REQUIRED)
    private volatile @Nullable ComponentServiceObjects<Upnp> upnps;

    /** Knows nothing yet. */
    @Activate
    public ServiceSources() {}

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "unbindGateway")
    void bindGateway(ServiceReference<Gateway> reference, Gateway gateway) {
        gateways.put(reference, gateway);
    }

    void unbindGateway(ServiceReference<Gateway> reference) {
        gateways.remove(reference);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            unbind = "unbindKeeper")
    void bindKeeper(ServiceReference<PortKeeper> reference, PortKeeper keeper) {
        keepers.add(reference, keeper);
        events.follow(keeper);
    }

    void unbindKeeper(ServiceReference<PortKeeper> reference, PortKeeper keeper) {
        keepers.remove(reference);
        events.leave(keeper);
    }

    @Deactivate
    void end() {
        events.close();
        monitor.close();
    }

    RecentEvents events() {
        return events;
    }

    /** Of all pages over these services, so that they ask each gateway once. */
    GatewayMonitor monitor() {
        return monitor;
    }

    @Override
    public Map<Gateway, GatewayState> gateways() {
        Map<Gateway, GatewayState> known = new LinkedHashMap<>();
        gateways.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
                .forEach(each -> known.put(each.getValue(), state(each.getKey())));
        return known;
    }

    private static GatewayState state(ServiceReference<Gateway> reference) {
        return new GatewayState(
                reference.getProperty(GatewayProperties.EXTERNAL_ADDRESS) instanceof String text
                        ? AddressLiteral.parse(text)
                        : Optional.empty(),
                reference.getProperty(GatewayProperties.REVISION) instanceof Long revision
                        ? revision
                        : 0);
    }

    @Override
    public Optional<PortKeeper> keeper() {
        return keepers.all().stream().findFirst();
    }

    @Override
    public Optional<LastingPorts> lastingPorts() {
        return Optional.ofNullable(lastingPorts);
    }

    @Override
    public Optional<Doctor> doctor() {
        return Optional.ofNullable(doctor);
    }

    @Override
    public List<PortReach> reaches() {
        ReachWatch watch = reachWatch;
        return watch == null ? List.of() : watch.ports();
    }

    @Override
    public GatewayQuery query() {
        return GatewayQuery.standard();
    }

    @Override
    public Optional<SearchingUpnp> upnp() {
        ComponentServiceObjects<Upnp> objects = upnps;
        Upnp upnp = objects == null ? null : objects.getService();
        return objects == null || upnp == null
                ? Optional.empty()
                : Optional.of(new SearchingUpnp(upnp, () -> giveBack(objects, upnp)));
    }

    private static void giveBack(ComponentServiceObjects<Upnp> objects, Upnp upnp) {
        try {
            objects.ungetService(upnp);
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOGGER.log(Level.DEBUG, "The control point was gone before it was given back: {0}", e);
        }
    }
}
