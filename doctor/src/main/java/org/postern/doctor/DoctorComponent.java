// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ReferenceScope;
import org.postern.api.control.ControlProtocol;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.doctor.Diagnosis;
import org.postern.api.doctor.DiagnosisListener;
import org.postern.api.doctor.DiagnosisRequest;
import org.postern.api.doctor.Doctor;
import org.postern.api.doctor.OutsideHelper;
import org.postern.api.finder.GatewayFinder;
import org.postern.api.gateway.GatewayException;
import org.postern.api.upnp.Upnp;
import org.postern.doctor.examination.ExaminationServices;
import org.postern.doctor.internal.registry.RankedServices;
import org.postern.doctor.searching.SearchServices;

import java.util.Optional;

/**
 * The doctor as a service. All that it searches with is optional and may come and go; without any of
 * it there is no diagnosis. Declarative Services binds from any thread; an examination uses what there
 * is when it starts.
 */
@Component(service = Doctor.class)
public final class DoctorComponent implements Doctor {
    private final Examiner examiner = new Examiner();
    private final RankedServices<ControlProtocol> protocols = new RankedServices<>();
    private final RankedServices<DiscoveryStrategy> strategies = new RankedServices<>();

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable GatewayFinder finder;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable OutsideHelper helper;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            scope = ReferenceScope.PROTOTYPE_REQUIRED)
    private volatile @Nullable ComponentServiceObjects<Upnp> upnps;

    /** Examines nothing yet. */
    @Activate
    public DoctorComponent() {}

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "unbindProtocol")
    void bindProtocol(ServiceReference<ControlProtocol> reference, ControlProtocol protocol) {
        protocols.add(reference, protocol);
    }

    void unbindProtocol(ServiceReference<ControlProtocol> reference) {
        protocols.remove(reference);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "unbindStrategy")
    void bindStrategy(ServiceReference<DiscoveryStrategy> reference, DiscoveryStrategy strategy) {
        strategies.add(reference, strategy);
    }

    void unbindStrategy(ServiceReference<DiscoveryStrategy> reference) {
        strategies.remove(reference);
    }

    @Override
    public Diagnosis diagnose(DiagnosisRequest request, DiagnosisListener listener)
            throws GatewayException, InterruptedException {
        ComponentServiceObjects<Upnp> objects = upnps;
        Upnp upnp = objects == null ? null : objects.getService();
        try {
            SearchServices search =
                    new SearchServices(
                            Optional.ofNullable(finder),
                            Optional.ofNullable(upnp),
                            Examiner.firstOfEachName(protocols.all(), ControlProtocol::name),
                            Examiner.firstOfEachName(strategies.all(), DiscoveryStrategy::name));
            return examiner.diagnose(
                    request,
                    new ExaminationServices(search, Optional.ofNullable(helper)),
                    listener);
        } finally {
            if (objects != null && upnp != null) {
                giveBack(objects, upnp);
            }
        }
    }

    private static void giveBack(ComponentServiceObjects<Upnp> objects, Upnp upnp) {
        try {
            objects.ungetService(upnp);
        } catch (IllegalArgumentException | IllegalStateException e) {
            // Its bundle was stopped meanwhile, which took it back.
        }
    }

    /** All users of the service share it: it ends with the bundle. */
    @Override
    public void close() {}
}
