// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.examination;

import org.postern.api.doctor.OutsideHelper;
import org.postern.doctor.searching.SearchServices;

import java.util.Optional;

/**
 * The services that an examination uses, all of the same moment.
 *
 * @param search those that gateways are searched with
 * @param helper asks helpers outside; empty where there is no such service
 */
public record ExaminationServices(SearchServices search, Optional<OutsideHelper> helper) {}
