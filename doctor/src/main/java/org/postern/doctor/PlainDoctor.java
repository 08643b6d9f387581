// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor;

import org.postern.api.control.ControlProtocol;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.DiscoveryStrategyProvider;
import org.postern.api.doctor.Diagnosis;
import org.postern.api.doctor.DiagnosisListener;
import org.postern.api.doctor.DiagnosisRequest;
import org.postern.api.doctor.Doctor;
import org.postern.api.finder.GatewayFinder;
import org.postern.api.gateway.GatewayException;
import org.postern.api.upnp.Upnp;
import org.postern.api.upnp.UpnpProvider;
import org.postern.doctor.examination.ExaminationServices;
import org.postern.doctor.internal.services.ServiceProviders;
import org.postern.doctor.searching.SearchServices;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** A doctor and what it searches with, for plain Java; found by {@link ServiceLoader}. */
public final class PlainDoctor implements Doctor {
    private final Examiner examiner = new Examiner();
    private final Optional<GatewayFinder> finder = ServiceProviders.first(GatewayFinder.class);
    private final Optional<Upnp> upnp =
            ServiceProviders.first(UpnpProvider.class).map(UpnpProvider::create);
    private final List<ControlProtocol> protocols = ServiceProviders.all(ControlProtocol.class);
    private final List<DiscoveryStrategyProvider> providers =
            ServiceProviders.all(DiscoveryStrategyProvider.class);
    private final PlainOutsideHelper helper = new PlainOutsideHelper();

    /** Loads what it searches with, and examines nothing yet. */
    public PlainDoctor() {}

    @Override
    public Diagnosis diagnose(DiagnosisRequest request, DiagnosisListener listener)
            throws GatewayException, InterruptedException {
        List<DiscoveryStrategy> strategies =
                providers.stream().flatMap(each -> each.strategies().stream()).toList();
        SearchServices search =
                new SearchServices(
                        finder,
                        upnp,
                        Examiner.firstOfEachName(protocols, ControlProtocol::name),
                        Examiner.firstOfEachName(strategies, DiscoveryStrategy::name));
        return examiner.diagnose(
                request, new ExaminationServices(search, Optional.of(helper)), listener);
    }

    @Override
    public void close() {
        helper.close();
        finder.ifPresent(GatewayFinder::close);
        upnp.ifPresent(Upnp::close);
        protocols.forEach(ControlProtocol::close);
        providers.forEach(DiscoveryStrategyProvider::close);
    }
}
